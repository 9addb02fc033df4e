// Made by `npm run client:generate` from the document of the API. Not to be edited.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys of access tokens */
        get: operations["jwksGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts */
        get: operations["accountsList"];
        put?: never;
        /** Create an account */
        post: operations["accountsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an account */
        get: operations["accountsGet"];
        /** Replace what is said of an account */
        put: operations["accountsUpdate"];
        post?: never;
        /**
         * Delete an account
         * @description Refused for an account that has messages.
         */
        delete: operations["accountsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the set-up of an account
         * @description Asks WeCom and the address of the callback, and names what is wrong and what to do about it.
         */
        post: operations["accountCheckCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what an account was */
        get: operations["accountsVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the anchors
         * @description How far each place outside the database is, and what keeps one from going on.
         */
        get: operations["sealsAnchors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the audit events
         * @description Newest first. A search is an event too.
         */
        get: operations["eventsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove an event
         * @description What shows that an event is in the log as it was recorded, whatever becomes of the log.
         */
        get: operations["verificationProve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream audit events as a file
         * @description The events at once, newest first, up to a million; a job writes more, signs it and counts it.
         */
        get: operations["streamedExportsExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit exports
         * @description Newest first.
         */
        get: operations["exportsList"];
        put?: never;
        /** Export audit events */
        post: operations["exportsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an audit export
         * @description How far it is.
         */
        get: operations["exportsGet"];
        put?: never;
        post?: never;
        /**
         * Cancel an export, or remove its file
         * @description Cancels what is not finished; removes the file of what is.
         */
        delete: operations["exportsCancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an export
         * @description As server-sent events, until it ends.
         */
        get: operations["exportsFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of an export
         * @description That it leaves is an event.
         */
        get: operations["exportsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/exports/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the signature of an export
         * @description To be kept beside the file: whoever has the public key verifies both, without this program.
         */
        get: operations["exportsSignature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the signing keys
         * @description The keys that seals are signed with, oldest first. Whoever verifies keeps the fingerprint of the first outside.
         */
        get: operations["sealsList"];
        put?: never;
        /**
         * Make a new signing key
         * @description A new key, which the one before vouches for, signs from now on.
         */
        post: operations["sealsRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the answers to be reviewed
         * @description Newest first.
         */
        get: operations["reviewsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a review */
        get: operations["reviewsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/reviews/{id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Judge an answer */
        put: operations["reviewsJudge"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/saved-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the saved searches
         * @description By name: there are few.
         */
        get: operations["savedSearchesList"];
        put?: never;
        /** Save a search */
        post: operations["savedSearchesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/saved-searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a saved search */
        get: operations["savedSearchesGet"];
        /** Replace a saved search */
        put: operations["savedSearchesUpdate"];
        post?: never;
        /**
         * Delete a saved search
         * @description With its runs and its reviews.
         */
        delete: operations["savedSearchesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/saved-searches/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs of a saved search
         * @description Its periods, newest first, those that were missed included.
         */
        get: operations["savedSearchesRuns"];
        put?: never;
        /**
         * Run a saved search
         * @description Picks answers of any period that is over, at once and besides the schedule.
         */
        post: operations["savedSearchesAsk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the seals
         * @description The seals, newest first: each signs so many events, and the seal before it.
         */
        get: operations["sealsSeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a setting that keeps watch over administrators */
        put: operations["guardedSettingsChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/transcripts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the transcript of a conversation
         * @description Oldest first. That it was seen is an event of the conversation.
         */
        get: operations["transcriptsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the audit log
         * @description 200 with what it came to where that takes no more than some seconds, else 202: ask for it by its id.
         */
        post: operations["verificationVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the verifications
         * @description Those that ran by themselves, and those that were asked for; newest first.
         */
        get: operations["verificationList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a verification */
        get: operations["verificationGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verifications/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a verification
         * @description As server-sent events, until it ends.
         */
        get: operations["verificationFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the canned replies
         * @description By number.
         */
        get: operations["cannedRepliesList"];
        put?: never;
        /** Create a canned reply */
        post: operations["cannedRepliesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a canned reply */
        get: operations["cannedRepliesGet"];
        /** Replace a canned reply */
        put: operations["cannedRepliesUpdate"];
        post?: never;
        /** Delete a canned reply */
        delete: operations["cannedRepliesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-replies/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many canned replies
         * @description One after the other, each by itself: those that can be done are, and the others say why not.
         */
        post: operations["cannedReplyOperationsOperate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a contact */
        get: operations["contactsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the tags of a contact
         * @description Rules of handing over may look at them.
         */
        put: operations["contactsSetTags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the conversations
         * @description Newest first.
         */
        get: operations["conversationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a conversation */
        get: operations["conversationsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a conversation to a human
         * @description Asks for a human. Where a handoff is open already, it is answered, and nothing changes.
         */
        post: operations["conversationHandoffRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a conversation
         * @description Oldest first.
         */
        get: operations["conversationsMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the whole set-up
         * @description Names what is wrong and what to do about it. What was found is given again for ten seconds.
         */
        get: operations["doctorExamine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the word lists
         * @description Oldest first.
         */
        get: operations["filterListsList"];
        put?: never;
        /**
         * Create a word list
         * @description Without words at first.
         */
        post: operations["filterListsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a word list */
        get: operations["filterListsGet"];
        /**
         * Replace what is said of a word list
         * @description Its words stay. In force within 2 s, in every process.
         */
        put: operations["filterListsUpdate"];
        post?: never;
        /**
         * Delete a word list
         * @description With all its words.
         */
        delete: operations["filterListsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/lists/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import words
         * @description The body is the file, whatever its content type says: 100,000 words at most. Says how many of the latest messages each word would have hit; with `dryRun` that is all it does.
         */
        post: operations["filterWordsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/lists/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the words of a list
         * @description In the order of their code points.
         */
        get: operations["filterWordsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/lists/{id}/words/{word}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a word
         * @description Adds a word, or gives it another action. In force within 2 s, in every process.
         */
        put: operations["filterWordsSet"];
        post?: never;
        /** Remove a word */
        delete: operations["filterWordsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the filter rules
         * @description Oldest first.
         */
        get: operations["filterRulesList"];
        put?: never;
        /** Create a filter rule */
        post: operations["filterRulesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a filter rule */
        get: operations["filterRulesGet"];
        /**
         * Replace a filter rule
         * @description In force within 2 s, in every process.
         */
        put: operations["filterRulesUpdate"];
        post?: never;
        /** Delete a filter rule */
        delete: operations["filterRulesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the filters on a text
         * @description What the lists and rules that are in force would do with a text. Nothing is stored or sent.
         */
        post: operations["filterTrialsTry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the flows
         * @description By name.
         */
        get: operations["flowsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a flow */
        get: operations["flowsGet"];
        /**
         * Write a flow
         * @description Writes it, in place of one from a file too. In force within 2 s, in every process.
         */
        put: operations["flowsSet"];
        post?: never;
        /**
         * Delete a flow
         * @description What a file says of it, if one does, is in force again.
         */
        delete: operations["flowsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the operator groups
         * @description Oldest first.
         */
        get: operations["groupsList"];
        put?: never;
        /**
         * Create an operator group
         * @description The first is the default one. In force within 2 s, in every process.
         */
        post: operations["groupsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an operator group */
        get: operations["groupsGet"];
        /**
         * Replace an operator group
         * @description Replaces it. One that becomes the default takes that over from the other.
         */
        put: operations["groupsUpdate"];
        post?: never;
        /**
         * Delete an operator group
         * @description Not where operators, rules or cases, closed ones too, name it, nor the default one while there are others.
         */
        delete: operations["groupsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether a group works
         * @description Whether the group works at a moment, and when next: to try a calendar.
         */
        get: operations["groupsHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoff-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules of handing over
         * @description In the order in which they are asked.
         */
        get: operations["handoffRulesList"];
        put?: never;
        /**
         * Create a rule of handing over
         * @description In force within 2 s, in every process.
         */
        post: operations["handoffRulesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoff-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a rule of handing over */
        get: operations["handoffRulesGet"];
        /**
         * Replace a rule of handing over
         * @description Replaces it.
         */
        put: operations["handoffRulesUpdate"];
        post?: never;
        /** Delete a rule of handing over */
        delete: operations["handoffRulesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the cases
         * @description Newest first.
         */
        get: operations["handoffsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a case */
        get: operations["handoffsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Claim a case
         * @description An operator takes it. Answered once nothing of the bot is under way to the contact any more: within 10 s.
         */
        put: operations["handoffsClaim"];
        post?: never;
        /**
         * Give a case back to the queue
         * @description Back to the queue: others are asked, and the bot answers meanwhile.
         */
        delete: operations["handoffsRelease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/knowledge-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft knowledge from an operator's answer
         * @description Makes a draft of an operator's answer, personal data masked. Called again, it answers with the same draft.
         */
        post: operations["knowledgeDraftsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer the contact of a case
         * @description What whoever has claimed it says to the contact.
         */
        post: operations["handoffsSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note to a case
         * @description For operators; the contact never sees it.
         */
        post: operations["handoffsNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve a case
         * @description It is done. The contact is told, and the bot answers again.
         */
        post: operations["handoffsResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return a case to the bot
         * @description Back to the bot, claimed or not. The contact is told.
         */
        post: operations["handoffsReturnToBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer a case
         * @description To another group, or to one operator, who is asked.
         */
        post: operations["handoffsTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens to cases
         * @description What happens to cases, as server-sent events, from now on or behind `Last-Event-ID`; events of the last 30 days are kept. A comment comes every 15 seconds.
         */
        get: operations["handoffEventsStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve many cases
         * @description Each by itself: those that can be resolved are, and the others say why not.
         */
        post: operations["handoffOperationsResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer many cases
         * @description Each by itself, to a group or to an operator, who is asked.
         */
        post: operations["handoffOperationsTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the intents
         * @description The enterprise's own, and what it has added to those that come with the program; by name.
         */
        get: operations["intentsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intents/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an intent */
        get: operations["intentsGet"];
        /**
         * Write an intent
         * @description Creates it, or replaces all of it. Recognised within 2 s, in every process.
         */
        put: operations["intentsSet"];
        post?: never;
        /** Delete an intent */
        delete: operations["intentsDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys
         * @description Newest first.
         */
        get: operations["keysList"];
        put?: never;
        /**
         * Make a key
         * @description The answer shows the key itself, once. It counts within 2 s in every process.
         */
        post: operations["keysCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a key */
        get: operations["keysGet"];
        /**
         * Change a key
         * @description Replaces what it may do, from where and until when; in force within 2 s in every process.
         */
        put: operations["keysUpdate"];
        post?: never;
        /**
         * Revoke a key
         * @description It ends at once here, and within 2 s in every other process.
         */
        delete: operations["keysRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key another secret
         * @description The answer shows it, once. The one of now counts for so many hours more, so that nothing stands still.
         */
        post: operations["keysRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the categories
         * @description By name: those that something is set for, and those that only documents name.
         */
        get: operations["categoriesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/categories/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a category */
        get: operations["categoriesGet"];
        /**
         * Set what holds for a category
         * @description Replaces what is set; what is left out is as the settings say. In force within 2 s, in every process.
         */
        put: operations["categoriesSet"];
        post?: never;
        /**
         * Forget what is set for a category
         * @description Everything is as the settings say again; documents keep the category.
         */
        delete: operations["categoriesUnset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the documents
         * @description In the order in which they were made.
         */
        get: operations["documentsList"];
        put?: never;
        /** Create a document */
        post: operations["documentsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a document */
        get: operations["documentsGet"];
        /**
         * Replace a document
         * @description Replaces the document; only `state` stays as it was when it is left out.
         */
        put: operations["documentsUpdate"];
        post?: never;
        /**
         * Delete a document
         * @description What was ever published is archived instead: an answer may have quoted it.
         */
        delete: operations["documentsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the draft of a document
         * @description The change that is being prepared while the document stays as it is.
         */
        get: operations["documentDraftsGet"];
        /**
         * Write the draft of a document
         * @description Replaces the draft, or begins one.
         */
        put: operations["documentDraftsSave"];
        post?: never;
        /** Discard the draft of a document */
        delete: operations["documentDraftsDiscard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/draft/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the draft of a document
         * @description The document says what the draft says, and is published. `If-Match` means the draft.
         */
        post: operations["documentDraftsPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the passages of a document
         * @description What a text is found by, in reading order. A FAQ entry has none.
         */
        get: operations["documentsListPassages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of a document
         * @description Newest first.
         */
        get: operations["documentRevisionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a revision */
        get: operations["documentRevisionsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/revisions/{revision}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a revision
         * @description Makes a new revision that says what this one said; the state stays as it is. `If-Match` means the document.
         */
        post: operations["documentRevisionsRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Move a document to another state
         * @description Sends it to review, publishes it, takes it back, archives it.
         */
        put: operations["documentsStep"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many documents
         * @description One after the other, each by itself: those that can be done are, and the others say why not.
         */
        post: operations["documentOperationsOperate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/documents/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move many documents to another state
         * @description The same step for many documents: those that may take it do, and the others say why not.
         */
        post: operations["documentsStepAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the evaluations
         * @description Newest first.
         */
        get: operations["evaluationsList"];
        put?: never;
        /**
         * Compare what is live with what would be
         * @description Compares soon afterwards. Both editions are searched by words alone: what is not published has no vectors.
         */
        post: operations["evaluationsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an evaluation
         * @description How far it is, and what came of it.
         */
        get: operations["evaluationsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/evaluations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an evaluation
         * @description As server-sent events, until it ends.
         */
        get: operations["evaluationsFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/evaluations/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the results of an evaluation
         * @description Question by question, as far as it is: in the order they were sent, or the most recent first.
         */
        get: operations["evaluationsResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the knowledge base
         * @description A file that an import takes. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.
         */
        get: operations["knowledgeExportsExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the knowledge gaps */
        get: operations["gapsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/gaps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a knowledge gap
         * @description With what became of the same questions since its entry is live.
         */
        get: operations["gapsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/gaps/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft an entry for a gap
         * @description Makes a draft entry of it, with the wordings that people used. Called again, it answers with the same entry.
         */
        post: operations["gapsDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/gaps/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the questions of a gap
         * @description Newest first.
         */
        get: operations["gapsQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/gaps/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a gap aside, or back
         * @description Puts it aside, or back.
         */
        put: operations["gapsSetState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the imports
         * @description Newest first.
         */
        get: operations["knowledgeImportsList"];
        put?: never;
        /**
         * Import documents
         * @description The body is the file, whatever its content type says.
         */
        post: operations["knowledgeImportsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an import
         * @description How far it is, and what came of it.
         */
        get: operations["knowledgeImportsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/imports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an import
         * @description As server-sent events, until it ends.
         */
        get: operations["knowledgeImportsFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search the knowledge base
         * @description Finds what is valid now among what is published, or among what would be if all drafts were.
         */
        post: operations["searchSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/vocabulary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the vocabulary */
        get: operations["vocabularyGet"];
        /**
         * Replace the vocabulary
         * @description Replaces all words. They act on searches within 2 s, in every process.
         */
        put: operations["vocabularyReplace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say who I am
         * @description And what I may do, and whose conversations I see.
         */
        get: operations["meGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a file
         * @description Keeps a file so that an operator can send it. The body is the file, whatever its content type says.
         */
        post: operations["mediaAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description The file. 409 while it is being fetched from its channel, 410 when it is gone.
         */
        get: operations["mediaGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a message says what it says */
        get: operations["explanationsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models
         * @description That of the environment first, then the oldest: the first that is enabled answers where no route says otherwise.
         */
        get: operations["modelsList"];
        put?: never;
        /**
         * Create a model
         * @description In force within 2 s, in every process.
         */
        post: operations["modelsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a model */
        get: operations["modelsGet"];
        /**
         * Replace a model
         * @description Replaces all but the key, which stays where none is sent; with another provider or host it is forgotten.
         */
        put: operations["modelsUpdate"];
        post?: never;
        /**
         * Delete a model
         * @description Refused while a route names it. What it used is forgotten with it: to keep the figures, disable it.
         */
        delete: operations["modelsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a model
         * @description Asks it something short and says whether it answers, and how fast; disabled or not. Waits for 30 s at most.
         */
        post: operations["modelsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the key of a model
         * @description Replaces the key, or takes it away.
         */
        put: operations["modelsSetKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a model has used
         * @description What it has used: against its limits, and day by day.
         */
        get: operations["modelsUsed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-sinks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the notification sinks
         * @description By name.
         */
        get: operations["sinksList"];
        put?: never;
        /**
         * Create a notification sink
         * @description In force within 2 s, in every process.
         */
        post: operations["sinksCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-sinks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a notification sink */
        get: operations["sinksGet"];
        /**
         * Replace a notification sink
         * @description Replaces it. The address and the secret stay where none is sent.
         */
        put: operations["sinksUpdate"];
        post?: never;
        /**
         * Delete a notification sink
         * @description What still waits for it ends dead.
         */
        delete: operations["sinksRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-sinks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a notification sink
         * @description Sends something to it, also while it is disabled. What became of it stands on the notification.
         */
        post: operations["sinksTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the notifications
         * @description Newest first.
         */
        get: operations["notificationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a notification */
        get: operations["notificationsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a dead notification again
         * @description Sends a dead one again, with the same Message-ID or delivery id.
         */
        post: operations["notificationsReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the operators
         * @description Oldest first.
         */
        get: operations["operatorsList"];
        put?: never;
        /**
         * Create an operator
         * @description Online from the start. In force within 2 s, in every process.
         */
        post: operations["operatorsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an operator
         * @description Without an ETag: presence and load change more often than the version.
         */
        get: operations["operatorsGet"];
        /**
         * Replace an operator
         * @description Replaces what is said of him; his presence stays, and so do the cases that he has.
         */
        put: operations["operatorsUpdate"];
        post?: never;
        /**
         * Delete an operator
         * @description Only one who never had a case, and supervises no group: disable any other.
         */
        delete: operations["operatorsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the presence of an operator
         * @description At once; what he missed is forgotten. An operator sets his own.
         */
        put: operations["operatorsSetPresence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, update and delete many operators
         * @description One after the other, each by itself: those that can be done are, and the others say why not.
         */
        post: operations["operatorOperationsOperate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contact-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests of contacts
         * @description Newest first.
         */
        get: operations["contactRequestsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contact-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the request of a contact
         * @description How far it is.
         */
        get: operations["contactRequestsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contact-requests/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a request
         * @description As server-sent events, until it ends.
         */
        get: operations["contactRequestsFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contact-requests/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the copy of a contact
         * @description The finished copy. Each download is recorded; with `privacy.fourEyes`, who asked for it is not given it.
         */
        get: operations["contactRequestsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contacts/{id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a contact was told and agreed to */
        get: operations["noticesGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contacts/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a contact
         * @description It cannot be undone. What the person writes afterwards is a new beginning.
         */
        post: operations["contactRequestsErase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/contacts/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy all that is kept of a contact
         * @description The copy holds his own data in clear, and nobody else's. Its file is kept for 7 days.
         */
        post: operations["contactRequestsExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the legal holds
         * @description Newest first.
         */
        get: operations["holdsList"];
        put?: never;
        /** Place a legal hold */
        post: operations["holdsPlace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a legal hold */
        get: operations["holdsGet"];
        /**
         * Change a legal hold
         * @description One that was released is changed no more: place a new one.
         */
        put: operations["holdsChange"];
        post?: never;
        /**
         * Release a legal hold
         * @description Releases it. That it was there stays known.
         */
        delete: operations["holdsRelease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how many answers carry a label */
        get: operations["labelsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/master-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far the master key is changed
         * @description Which master keys there are, and how far a change of the key has come.
         */
        get: operations["masterKeyGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is kept for how long
         * @description The settings are changed where all settings are: `PUT /api/v1/settings/:key`.
         */
        get: operations["retentionGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/retention/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs of the retention
         * @description One run a day, newest first.
         */
        get: operations["retentionList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/unmaskings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests to see originals
         * @description Newest first, without originals.
         */
        get: operations["unmaskingsList"];
        put?: never;
        /**
         * Ask to see originals
         * @description Shows originals at once; with `privacy.fourEyes`, asks for somebody else's approval first.
         */
        post: operations["unmaskingsRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/unmaskings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the originals
         * @description Whoever asked gets the originals here, once, within 15 minutes of the approval.
         */
        get: operations["unmaskingsFetch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/unmaskings/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or refuse a request to see originals
         * @description Approves or refuses; never who asked.
         */
        post: operations["unmaskingsDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the prompt versions
         * @description Newest first; the one that is shipped comes last.
         */
        get: operations["promptsList"];
        put?: never;
        /**
         * Create a prompt version
         * @description A draft: routes and trials can name it, and it becomes live by its publication.
         */
        post: operations["promptsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a prompt version */
        get: operations["promptsGet"];
        put?: never;
        post?: never;
        /**
         * Delete a prompt version
         * @description Refused for the live version, the shipped one, and one that a route names.
         */
        delete: operations["promptsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a prompt version
         * @description Makes it the live one, in every process within 2 s. To go back, publish the old one again.
         */
        post: operations["promptsPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the trials of a prompt version
         * @description Newest first.
         */
        get: operations["promptTrialsList"];
        put?: never;
        /**
         * Try a prompt version
         * @description The body is a file of questions, whatever its content type says: JSON Lines, each line a string or an object with `question`; or JSON, `{"questions": […]}`. 500 of them at most.
         */
        post: operations["promptTrialsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}/trials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a trial
         * @description How far it is, and what came of it.
         */
        get: operations["promptTrialsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}/trials/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a trial
         * @description As server-sent events, until it ends.
         */
        get: operations["promptTrialsFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{version}/trials/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the results of a trial
         * @description Question by question, side by side, as far as it is.
         */
        get: operations["promptTrialsResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the replays
         * @description Newest first.
         */
        get: operations["replaysList"];
        put?: never;
        /**
         * Replay past questions
         * @description Questions that reached the knowledge base. They are answered one after the other, without tools.
         */
        post: operations["replaysCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a replay
         * @description How far it is, and what came of it.
         */
        get: operations["replaysGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a replay
         * @description As server-sent events, until it ends.
         */
        get: operations["replaysFollow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the turns of a replay
         * @description Question by question, side by side, as far as it is.
         */
        get: operations["replaysTurns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the roles
         * @description Those that come with the program first; all on one page.
         */
        get: operations["rolesList"];
        put?: never;
        /**
         * Create a role
         * @description It gives nothing that its maker does not hold, and nothing that nobody may hold together.
         */
        post: operations["rolesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a role */
        get: operations["rolesGet"];
        /**
         * Replace a role
         * @description Whoever has it has what it then gives within 2 s, and has to sign in again.
         */
        put: operations["rolesUpdate"];
        post?: never;
        /**
         * Delete a role
         * @description Not while a member or a rule of entry has it.
         */
        delete: operations["rolesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the model routes
         * @description In the order in which they are asked.
         */
        get: operations["routesList"];
        put?: never;
        /**
         * Create a model route
         * @description In force within 2 s, in every process.
         */
        post: operations["routesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a model route */
        get: operations["routesGet"];
        /**
         * Replace a model route
         * @description Replaces it. Contacts stay on their arms as far as the weights allow.
         */
        put: operations["routesUpdate"];
        post?: never;
        /** Delete a model route */
        delete: operations["routesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the arms of a route
         * @description What the arms came to, and whether that is more than chance.
         */
        get: operations["routesCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll a route back to its control
         * @description The first arm, the control, gets all contacts. Nothing happens where it has them already.
         */
        post: operations["routesRollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/satisfaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how satisfied contacts are */
        get: operations["satisfactionGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the session that one is in */
        get: operations["sessionGet"];
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["sessionEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where a member has signed in */
        get: operations["sessionsList"];
        put?: never;
        post?: never;
        /** Sign a member out everywhere */
        delete: operations["sessionsEndAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: operations["sessionsEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the settings */
        get: operations["settingsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change several settings at once, all or none */
        patch: operations["settingsChangeAll"];
        trace?: never;
    };
    "/api/v1/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a setting */
        get: operations["settingsGet"];
        /** Change a setting */
        put: operations["settingsChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/{key}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a setting was */
        get: operations["settingsVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/{key}/versions/{version}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an earlier value of a setting again */
        post: operations["settingsRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which ways there are to sign in */
        get: operations["signInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/first-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page that asks for the one-time code of the first administrator */
        get: operations["signInPage"];
        put?: never;
        /** Become the first administrator by the one-time code */
        post: operations["signInBecomeAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign in with a provider of OpenID Connect */
        get: operations["signInToOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the provider of OpenID Connect sends members back to */
        get: operations["signInFromOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/wecom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign in with WeCom */
        get: operations["signInToWecom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/wecom/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where WeCom sends its members back to */
        get: operations["signInFromWecom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of the staff
         * @description Whoever has signed in. Oldest first.
         */
        get: operations["staffList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a member of the staff */
        get: operations["staffGet"];
        /**
         * Say what a member may do
         * @description In force within 2 s. Who is shut out, or loses a role, has no session any more.
         */
        put: operations["staffChange"];
        post?: never;
        /**
         * Forget a member of the staff
         * @description Where a rule admits the member, he can come in again: to keep somebody out, disable him.
         */
        delete: operations["staffRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/entry-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules of entry
         * @description Oldest first; all on one page.
         */
        get: operations["entryRulesList"];
        put?: never;
        /**
         * Create a rule of entry
         * @description Members whose roles are those of the rules have what it gives at once.
         */
        post: operations["entryRulesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/entry-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a rule of entry */
        get: operations["entryRulesGet"];
        /**
         * Replace a rule of entry
         * @description Who loses a role by it has no session any more.
         */
        put: operations["entryRulesUpdate"];
        post?: never;
        /**
         * Delete a rule of entry
         * @description Who loses his last role by it is shut out until another rule admits him.
         */
        delete: operations["entryRulesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tickets
         * @description Newest first.
         */
        get: operations["ticketsList"];
        put?: never;
        /**
         * Create a ticket
         * @description Title and summary are written from the conversation where they are left out.
         */
        post: operations["ticketsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a ticket */
        get: operations["ticketsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a ticket
         * @description Changes what is sent; null takes it away.
         */
        patch: operations["ticketsChange"];
        trace?: never;
    };
    "/api/v1/tickets/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the comments of a ticket
         * @description Oldest first.
         */
        get: operations["ticketsListComments"];
        put?: never;
        /**
         * Comment on a ticket
         * @description With an external id: once, however often it is sent.
         */
        post: operations["ticketsComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/external/{system}/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take over a ticket of an outside system
         * @description Said again, it changes nothing. A ticket that is new here needs contactId and title; one that began here is named once by its ticketId.
         */
        put: operations["ticketsPut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get an access token for a quarter of an hour */
        post: operations["tokensIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign access tokens with a new key from now on */
        post: operations["tokensRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tools
         * @description By name.
         */
        get: operations["toolsList"];
        put?: never;
        /**
         * Create a tool
         * @description In force within 2 s, in every process.
         */
        post: operations["toolsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a tool */
        get: operations["toolsGet"];
        /**
         * Replace a tool
         * @description Replaces it. The secret stays where none is sent, unless the hosts or the kind of auth change.
         */
        put: operations["toolsUpdate"];
        post?: never;
        /** Delete a tool */
        delete: operations["toolsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{id}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool
         * @description Calls it for real, as a turn would, also while it is disabled.
         */
        post: operations["toolsTry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessTokenView: {
            /** @description The token, a JWT: send it as `Authorization: Bearer`. */
            accessToken: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expiresAt: string;
            /**
             * @description For so many seconds it is valid.
             * @example 900
             */
            expiresIn: number;
            /**
             * Format: uuid
             * @description Its `jti`, by which the audit log knows it.
             */
            tokenId: string;
            /**
             * @description How it is sent.
             * @enum {string}
             */
            tokenType: "Bearer";
        };
        AccountCheckView: {
            /**
             * @description What the app at WeCom must have as the URL of its callback; null where PUBLIC_URL is not set.
             * @example https://kefu.example.com/wecom/callback
             */
            callbackUrl: string | null;
            /** @description What was checked. */
            checks: components["schemas"]["DoctorEntryView"][];
            /**
             * @description The worst of what was found.
             * @enum {string}
             */
            status: "ok" | "warning" | "failed";
        };
        AccountPage: {
            /** @description What this page holds. */
            items: components["schemas"]["AccountView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        AccountVersionPage: {
            /** @description Newest first. */
            items: components["schemas"]["AccountVersionView"][];
            /** @description The cursor of the next page; null on the last. */
            nextCursor: string | null;
        };
        AccountVersionView: {
            /**
             * Format: date-time
             * @description When.
             */
            changedAt: string;
            /** @description Who changed it: `system`, or the id of a caller; null where that is not known. */
            changedBy: string | null;
            /** @description Whether it was received for and sent by from then on. */
            enabled: boolean;
            /** @description Its name from then on. */
            name: string;
            /** @description Whether its secrets were replaced. They themselves are shown to nobody. */
            secretsChanged: boolean;
            /**
             * @description The version that the change made.
             * @example 2
             */
            version: number;
        };
        AccountView: {
            /** @description Whether it is received for and sent by. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description The kind of channel.
             * @enum {string}
             */
            kind: "wecom-app";
            /** @description What people call it. */
            name: string;
            /** @description What identifies the app at WeCom. */
            parameters: components["schemas"]["AppParameters"];
            /** @description Grows with each change. */
            version: number;
        };
        ActionCountsView: {
            /** @description Questions whose first hit would be quoted. */
            answered: number;
            /** @description Questions on which the contact would be asked what is meant. */
            clarified: number;
            /** @description All others. */
            unanswered: number;
        };
        ActorView: {
            /** @description The id. */
            id?: string;
            /**
             * @description What it is: the program itself, a contact, or something with a key.
             * @enum {string}
             */
            kind: "system" | "contact" | "key" | "staff";
        };
        AnchorStateDto: {
            /**
             * Format: date-time
             * @description When it last took a seal; null if it never did.
             */
            anchoredAt: string | null;
            /**
             * Format: date-time
             * @description Since when it takes none; null while it works.
             */
            failedSince: string | null;
            /** @description How often in a row it failed. */
            failures: number;
            /** @description Why it failed last. */
            reason: string | null;
            /** @description The last seal that it was given; 0: none yet. */
            seal: number;
            /** @description `file`, `bucket`, `notifications`. */
            sink: string;
        };
        AnchorStateList: {
            /** @description What this page holds. */
            items: components["schemas"]["AnchorStateDto"][];
        };
        AnswerConfidenceView: {
            /** @description Figures, dates, links and the like in the answer. */
            claims: number;
            /** @description What the model says of itself. */
            own: number | null;
            /** @description Those that stand in nothing that the answer rests on. */
            unsupported: number;
            /** @description What the thresholds are held against: search, model and check together. */
            value: number;
        };
        AnswerView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When the contact answered.
             */
            answeredAt: string;
            /**
             * Format: date-time
             * @description When the contact was asked.
             */
            askedAt: string;
            /** @description What the contact had to say, personal data masked. */
            comment: string | null;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description Null: about the bot.
             */
            handoffId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: uuid
             * @description Who resolved it.
             */
            operatorId: string | null;
            /** @description What the contact gave, from 1 to 5. */
            score: number;
        };
        ApiKeyBody: {
            /**
             * @description Addresses and ranges from where it counts. None: from everywhere.
             * @default []
             * @example [
             *       "10.20.0.0/16",
             *       "192.0.2.7"
             *     ]
             */
            addresses?: string[];
            /**
             * @description Whether it counts.
             * @default true
             */
            enabled?: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself. Null: never.
             * @default null
             */
            expiresAt?: string | null;
            /**
             * @description The groups whose conversations it sees. Null: all conversations.
             * @default null
             */
            groupIds?: string[] | null;
            /** @description What it is for. No two keys have one name. */
            name: string;
            /**
             * @description What it may do: nothing that its maker may not.
             * @example [
             *       "knowledge.read",
             *       "conversation.read"
             *     ]
             */
            permissions: ("account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write")[];
        };
        AppParameters: {
            /** @description The app's id in the enterprise. */
            agentId: number;
            /** @description The enterprise's id. */
            corpId: string;
        };
        AppSecrets: {
            /** @description The key of the callback. */
            encodingAesKey: string;
            /** @description The app's secret, with which access tokens are fetched. */
            secret: string;
            /** @description The token of the callback. */
            token: string;
        };
        ArmComparisonView: {
            /** @description The name of the arm. */
            arm: string;
            /** @description Of all completions, in the currency of the models’ prices. */
            cost: number;
            /** @description Turns whose model failed, so that they were answered by less than it, or not at all. */
            errors: number;
            /** @description Turns that ended with a request for a human. */
            handoffs: number;
            /** @description Answers that contacts found helpful. */
            helpful: number;
            /** @description Whether the others are compared with it. */
            isControl: boolean;
            /** @description Half of the turns took no longer. */
            p50Ms: number | null;
            /** @description 95 of 100 turns took no longer. */
            p95Ms: number | null;
            /** @description Turns that were refused. */
            refused: number;
            /** @description Two-proportion z-tests of shares of turns against the control; null for the control itself. */
            tests: components["schemas"]["TestsView"] | null;
            /** @description How many turns it answered. */
            turns: number;
            /** @description How many answers were voted unhelpful. */
            unhelpful: number;
            /** @description The share of contacts in percent, now. */
            weight: number;
            /** @description By what it is clearly worse: p < 0.01 / 3, and 50 turns on either arm. Such an arm loses its contacts by itself. */
            worseBy: ("errors" | "handoffs" | "unhelpful")[];
        };
        AskedBody: {
            /**
             * Format: uuid
             * @description Only what this account may quote, and of the questions that were asked, only those asked of it.
             */
            accountId?: string;
            /** @description What was asked in the last days. */
            days: number;
            /**
             * @description Questions that contacts have asked.
             * @enum {string}
             */
            kind: "asked";
            /**
             * @description How many different questions, the most recent ones.
             * @default 1000
             */
            limit?: number;
        };
        AttemptView: {
            /** @description Tokens of what the model said. */
            completionTokens?: number;
            /** @description What it cost, in the currency of the prices. */
            cost: number;
            /** @description Milliseconds to the first word. */
            firstTokenMs?: number;
            /** @description How long it took. */
            milliseconds: number;
            /** @description The name of the model at its provider. */
            model: string;
            /**
             * Format: uuid
             * @description The id of the model.
             */
            modelId?: string;
            /**
             * @description What became of the reply.
             * @enum {string}
             */
            outcome: "accepted" | "tools" | "rejected" | "failed";
            /** @description Tokens of what the model was told. */
            promptTokens?: number;
            /** @description Why the reply was not taken. */
            reason?: string;
        };
        AuthorView: {
            /** @description Absent for the system itself. */
            id?: string;
            /**
             * @description What it is: the program itself, a contact, something with a key, or a member of the staff.
             * @enum {string}
             */
            kind: "system" | "contact" | "key" | "staff";
        };
        BulkAnswer: {
            /** @description One for each item, in the order of the request. */
            results: components["schemas"]["BulkResult"][];
        };
        BulkResult: {
            /**
             * @description Why it was not done; null where it was.
             * @example null
             * @enum {string|null}
             */
            code: "access.disabled" | "access.escalation" | "access.last-administrator" | "access.not-admitted" | "access.out-of-reach" | "access.own-rights" | "access.provider-unreachable" | "access.roles-conflict" | "access.address-forbidden" | "access.body-digest-wrong" | "access.key-expired" | "access.nonce-used" | "access.signature-malformed" | "access.signature-stale" | "access.signature-wrong" | "access.csrf-refused" | "access.first-administrator-refused" | "access.not-a-member" | "access.session-ended" | "access.sign-in-declined" | "access.sign-in-locked" | "access.sign-in-refused" | "access.sign-in-stale" | "access.sign-in-unavailable" | "access.token-from-token" | "access.token-invalid" | "access.unauthorized" | "access.forbidden" | "audit.event-unsealed" | "audit.export-gone" | "audit.export-stuck" | "audit.export-unfinished" | "audit.exports-waiting" | "audit.month-kept" | "audit.purpose-required" | "audit.verification-running" | "backup.damaged" | "backup.database-not-empty" | "backup.file-exists" | "backup.from-newer-program" | "backup.restore-unfinished" | "callback.account-unknown" | "callback.ciphertext-invalid" | "callback.envelope-invalid" | "callback.message-invalid" | "callback.parameter-missing" | "callback.receiver-mismatch" | "callback.signature-invalid" | "callback.stale" | "command.not-now" | "command.unconfirmed" | "config.invalid" | "database.in-use" | "database.migration-missing" | "database.start-failed" | "database.unavailable" | "dialog.replay-stuck" | "dialog.replays-waiting" | "handoff.at-capacity" | "handoff.closed" | "handoff.not-claimed" | "handoff.operator-refused" | "handoff.streams-full" | "handoff.taken" | "knowledge.evaluation-stuck" | "knowledge.evaluations-waiting" | "knowledge.file-columns-missing" | "knowledge.file-damaged" | "knowledge.file-empty" | "knowledge.file-encoding-unknown" | "knowledge.file-encrypted" | "knowledge.file-format-mismatch" | "knowledge.file-inflates-too-much" | "knowledge.file-sheet-unknown" | "knowledge.file-text-missing" | "knowledge.file-too-costly" | "knowledge.file-too-long" | "knowledge.import-stuck" | "knowledge.index-unavailable" | "knowledge.step-forbidden" | "media.gone" | "media.waiting" | "notification.not-dead" | "privacy.copy-gone" | "privacy.copy-unfinished" | "privacy.on-hold" | "privacy.request-stuck" | "privacy.unmasking-closed" | "privacy.unmaskings-waiting" | "prompt.trial-stuck" | "prompt.trials-waiting" | "request.answer-lost" | "request.idempotency-mismatch" | "request.invalid" | "request.precondition-failed" | "request.headers-too-large" | "request.too-slow" | "request.method-not-allowed" | "request.rate-limited" | "request.too-large" | "request.not-found" | "request.still-running" | "request.streams-full" | "request.conflict" | "request.unsupported-media-type" | "secret.master-key-wrong" | "secret.undecipherable" | "server.internal" | "ticket.comments-full" | "ticket.step-forbidden" | "wecom.token-refused" | "wecom.unreachable" | null;
            /**
             * @description The same in words.
             * @example null
             */
            detail: string | null;
            /**
             * @description What the item is about, or what was made of it; null where there is nothing.
             * @example 0190a5d2-6b1c-7c3e-9f4a-1f2e3d4c5b6a
             */
            id: string | null;
            /**
             * @description The place of the item in the request, from 0.
             * @example 0
             */
            index: number;
            /**
             * @description The HTTP status that the item would have had by itself.
             * @example 200
             */
            status: number;
        };
        CalendarBody: {
            /** @description Dates with hours of their own, in place of those of the week. A date may stand there several times. */
            holidays?: components["schemas"]["HolidayBody"][];
            /**
             * @description The time zone of all its hours, such as Asia/Shanghai.
             * @default Asia/Shanghai
             */
            timeZone?: string;
            /** @description None: always, except on holidays. */
            weekly?: components["schemas"]["WeeklyHoursBody"][];
        };
        CalendarView: {
            /** @description Days that are not as the week says. */
            holidays: components["schemas"]["HolidayView"][];
            /** @description The time zone of all its hours, such as Asia/Shanghai. */
            timeZone: string;
            /** @description None: always, except on holidays. */
            weekly: components["schemas"]["WeeklyHoursView"][];
        };
        CalledToolView: {
            /** @description How long it took. */
            milliseconds: number;
            /** @description Whether it answered. */
            ok: boolean;
            /** @description Why it did not. */
            reason?: string;
            /** @description The name of the tool. */
            tool: string;
        };
        CannedReplyBody: {
            /**
             * @description Whether operators may send it.
             * @default true
             */
            enabled?: boolean;
            /** @description For operators of these groups; left out or null: for all. */
            groupIds?: string[] | null;
            /** @description By which operators name it on the phone; no two have the same. */
            number: number;
            /** @description What the contact reads. */
            text: string;
            /** @description What it is about; contacts do not see it. */
            title: string;
        };
        CannedReplyOperation: {
            /**
             * Format: uuid
             * @description What is to be updated or deleted.
             */
            id?: string;
            /**
             * @description As the header: the ETag that was seen.
             * @example "3"
             */
            ifMatch?: string;
            /**
             * @description What is to be done.
             * @enum {string}
             */
            op: "create" | "update" | "delete";
            /** @description What the canned reply is to be; a deletion needs none. */
            value?: components["schemas"]["CannedReplyBody"];
        };
        CannedReplyOperations: {
            /** @description What is to be done, in order. */
            items: components["schemas"]["CannedReplyOperation"][];
        };
        CannedReplyPage: {
            /** @description What this page holds. */
            items: components["schemas"]["CannedReplyView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        CannedReplyView: {
            /** @description Whether operators may send it. */
            enabled: boolean;
            /** @description Null: for operators of all groups. */
            groupIds: string[] | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description By which operators name it on the phone. */
            number: number;
            /** @description What the contact reads. */
            text: string;
            /** @description What it is about. */
            title: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change; its ETag. */
            version: number;
        };
        CategoryBody: {
            /** @description The accounts that may quote it. Left out: all; empty: none. */
            accountIds?: string[] | null;
            /** @description From this confidence on it is answered. Left out: `dialog.quoteThreshold`. */
            answerFrom?: number | null;
            /** @description From this confidence on the contact is asked what was meant. Left out: `dialog.clarifyThreshold`. */
            clarifyFrom?: number | null;
            /**
             * @description What happens below. Left out: `dialog.lowConfidenceAction`.
             * @enum {string|null}
             */
            lowConfidenceAction?: "handoff" | "offer" | null;
        };
        CategoryPage: {
            /** @description What this page holds. */
            items: components["schemas"]["CategoryView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        CategoryView: {
            /** @description Null: all accounts may quote it. */
            accountIds: string[] | null;
            /** @description Null: as the settings say. */
            answerFrom: number | null;
            /** @description Null: as the settings say. */
            clarifyFrom: number | null;
            /** @description How many documents have it, whatever their state. */
            documents: number;
            /**
             * @description Null: as the settings say.
             * @enum {string|null}
             */
            lowConfidenceAction: "handoff" | "offer" | null;
            /** @description What people call it. */
            name: string;
            /** @description What applies now, with what the settings say. */
            rules: components["schemas"]["RulesView"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string | null;
            /** @description Grows with each change, its ETag; 0 while nobody has set anything. */
            version: number;
        };
        ChangeSettingBody: {
            /**
             * @description Its form depends on the setting: see its `schema`.
             * @example 0.75
             */
            value: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description The version that was seen: a change since then is a conflict.
             * @example 3
             */
            version?: number;
        };
        ChangeSettingsBody: {
            /** @description All of them are made, or none. */
            changes: components["schemas"]["NamedSettingChange"][];
        };
        ChangeView: {
            /**
             * @description What the line did to the base.
             * @enum {string}
             */
            change: "created" | "updated" | "unchanged";
            /** @description The caller's own id. */
            externalId: string;
            /** @description The fields that would change, when it is updated. */
            fields: string[];
        };
        CheckView: {
            /** @description Until the first piece of the answer; null without one. */
            firstTokenMs: number | null;
            /** @description How long it took, retries included. */
            milliseconds: number;
            /** @description Whether it answered. */
            ok: boolean;
            /** @description Why it did not, such as `timeout`, `unauthorised`, `unavailable`, `invalid`, `empty`, `rate-limited`. */
            reason: string | null;
        };
        CitationView: {
            /** @description The caller's own id. */
            externalId?: string;
            /**
             * @description A passage of the base, or a source that the provider names.
             * @enum {string}
             */
            kind: "passage" | "provider";
            /** @description Its place among the passages, from 1. */
            number?: number;
            /** @description Grows with each change of what it says. */
            revision?: number;
            /** @description What the source is called. */
            title: string;
        };
        ClaimBody: {
            /**
             * Format: uuid
             * @description The operator who takes it.
             */
            operatorId: string;
        };
        CommentAuthorView: {
            /** @description The id. */
            id: string | null;
            /**
             * @description What it is: the program itself, a contact, something with a key, or a member of the staff.
             * @enum {string}
             */
            kind: "system" | "contact" | "key" | "staff";
            /** @description As an outside system says it. */
            name: string | null;
        };
        CommentBody: {
            /** @description Who says it in an outside system. */
            authorName?: string;
            /** @description An outside system's own id: sent again, it is there once. */
            externalId?: string;
            /** @description The comment itself. */
            text: string;
        };
        CommentPage: {
            /** @description What this page holds. */
            items: components["schemas"]["CommentView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        CommentView: {
            /** @description Who wrote it. */
            author: components["schemas"]["CommentAuthorView"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The outside system's own id. */
            externalId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The comment itself. */
            text: string;
        };
        ComparisonView: {
            /** @description What each arm came to, the control first. */
            arms: components["schemas"]["ArmComparisonView"][];
            /**
             * Format: date-time
             * @description Turns since then, of the most recent 100000: the days that were asked for, and no longer than the arms are what they are.
             */
            from: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: uuid
             * @description The model route.
             */
            routeId: string;
        };
        ConsentView: {
            /**
             * Format: date-time
             * @description Since then the contact wants no answers of a machine, and gets none.
             */
            machineRefusedAt: string | null;
            /** @description Oldest first. */
            notices: components["schemas"]["NoticeView"][];
        };
        ContactRequestBody: {
            /** @description Why, such as how the person asked for it. */
            reason: string;
        };
        ContactRequestPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ContactRequestView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ContactRequestView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /** @description Of the finished copy. */
            bytes: number | null;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Who asked for it. */
            createdBy: components["schemas"]["AuthorView"];
            /** @description The code of what made it fail. */
            failure: string | null;
            /**
             * Format: date-time
             * @description When it ended, well or not; null until then.
             */
            finishedAt: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description A copy of what is kept, or the erasure of it.
             * @enum {string}
             */
            kind: "export" | "erasure";
            /** @description Of a copy: how many rows of what it holds until now. Of an erasure: what is done. */
            progress: {
                [key: string]: unknown;
            };
            /** @description Why it was asked for. */
            reason: string;
            /** @description Of the finished copy, while its file is kept: 7 days. */
            sha256: string | null;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
        };
        ContactView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The id in its channel, such as the WeCom userid. */
            externalId: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When the contact last wrote.
             */
            lastSeenAt: string;
            /** @description What the enterprise says of this person, such as vip. */
            tags: string[];
            /** @description Grows with each change; the ETag. */
            version: number;
        };
        ConversationPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ConversationView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ConversationView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: date-time
             * @description When it ended; null while it is open.
             */
            endedAt: string | null;
            /** @description Why it ended; null while it is open. */
            endReason: string | null;
            /** @description The caller's own id. */
            externalId: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The language in which the contact is answered, a BCP 47 tag; null where it is not known yet. */
            language: string | null;
            /**
             * Format: date-time
             * @description When somebody last said something.
             */
            lastActivityAt: string;
            /**
             * @description Who answers: the bot, or an operator who has claimed it.
             * @enum {string}
             */
            owner: "bot" | "operator";
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * @description Whether the conversation goes on.
             * @enum {string}
             */
            state: "open" | "ended";
        };
        CreateAccountBody: {
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description The kind of channel.
             * @enum {string}
             */
            kind: "wecom-app";
            /** @description What people call it. */
            name: string;
            /** @description What identifies the app at WeCom. */
            parameters: components["schemas"]["AppParameters"];
            /** @description The secrets of the app. They are stored encrypted and never shown. */
            secrets: components["schemas"]["AppSecrets"];
        };
        CurrentSessionView: {
            /** @description From which address it was used last. */
            address: string | null;
            /**
             * Format: date-time
             * @description When the member signed in.
             */
            createdAt: string;
            /** @description Is sent as `X-CSRF-Token` with each request of the browser that changes something. */
            csrfToken: string;
            /**
             * Format: date-time
             * @description When it ends in any case.
             */
            endsAt: string;
            /**
             * Format: uuid
             * @description The session.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it ends if it is not used before.
             */
            idleEndsAt: string;
            /** @description Whether the request came in by this one. */
            isCurrent: boolean;
            /**
             * @description How the member signed in.
             * @enum {string}
             */
            provider: "wecom" | "oidc";
            /**
             * Format: date-time
             * @description When it was used last, to the minute.
             */
            seenAt: string;
            /**
             * Format: uuid
             * @description The member whose session it is.
             */
            staffId: string;
            /** @description With which browser it was used last. */
            userAgent: string | null;
        };
        DecisionView: {
            /**
             * @description What was decided.
             * @enum {string}
             */
            kind: "answer" | "clarify" | "handoff" | "refuse" | "relay" | "ignore";
            /** @description Such as `quoted`, `model`, `low-confidence`. */
            reason: string;
        };
        DoctorEntryView: {
            /**
             * @description The fault, for programs: it stays.
             * @example errcode-60020
             */
            code: string | null;
            /** @description What is wrong. */
            fault: string | null;
            /**
             * @description What was checked: `docs/doctor.md` lists them.
             * @example wecom.app
             */
            id: string;
            /** @description How many milliseconds the check took. */
            ms: number;
            /** @description What else there is to say. */
            note: string | null;
            /**
             * @description What it is about.
             * @example wecom
             * @enum {string}
             */
            part: "installation" | "database" | "queue" | "wecom" | "callback" | "knowledge" | "models" | "people" | "notifications" | "files" | "audit" | "access";
            /** @description What to do about it. */
            remedy: string | null;
            /**
             * @description `failed`: a message will not be answered, or what was set up does not work; `warning`: somebody should look at it; `skipped`: it could not be, or need not be, checked.
             * @enum {string}
             */
            status: "ok" | "warning" | "failed" | "skipped";
            /**
             * @description Which of several was checked, such as the name of an account.
             * @example app 1000002
             */
            subject: string | null;
            /** @description What was checked, in words. */
            title: string;
        };
        DoctorReportView: {
            /**
             * Format: date-time
             * @description When the checks began.
             */
            checkedAt: string;
            /** @description What was checked, in the order in which a message passes it. */
            checks: components["schemas"]["DoctorEntryView"][];
            /**
             * @description The worst of what was found. `ok`: a message that comes in now will be answered.
             * @enum {string}
             */
            status: "ok" | "warning" | "failed";
        };
        DocumentBody: {
            /** @description At most 20000 characters; the whole text of a text, at most 1000000. */
            answer: string;
            /** @description The category; null for none. */
            category?: string;
            /** @description The caller's own id, unique; never changes. */
            externalId: string;
            /**
             * @description An entry with a question and its answer, or a text, which is found by its passages.
             * @default faq
             * @enum {string|null}
             */
            kind?: "faq" | "text" | null;
            /** @description BCP 47, such as `zh-CN`. */
            language?: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Why; kept with it. */
            reason?: string | null;
            /** @description Other ways of asking the same; at most 50. */
            similarQuestions?: string[];
            /**
             * @description Only what is published is found. A new document is a draft; an existing one keeps its state.
             * @enum {string}
             */
            state?: "draft" | "in_review" | "published" | "archived";
            /** @description At most 50. */
            tags?: string[];
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom?: string;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil?: string;
        };
        DocumentItem: {
            /** @description Null for a text: read the document itself. */
            answer: string | null;
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The caller's own id. */
            externalId: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description An entry with a question and its answer, or a text. */
            kind: components["schemas"]["DocumentKind"];
            /** @description BCP 47; null: nobody said. */
            language: string | null;
            /**
             * Format: date-time
             * @description The first time; null: never.
             */
            publishedAt: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Grows with each change; its ETag. */
            revision: number;
            /** @description Other ways of asking the same. */
            similarQuestions: string[];
            /** @description Only what is published is found. */
            state: components["schemas"]["DocumentState"];
            /** @description Words to find it by. */
            tags: string[];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom: string | null;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil: string | null;
        };
        /**
         * @description An entry with a question and its answer, or a text.
         * @enum {string}
         */
        DocumentKind: "faq" | "text";
        DocumentOperation: {
            /**
             * Format: uuid
             * @description What is to be updated or deleted.
             */
            id?: string;
            /**
             * @description As the header: the ETag that was seen.
             * @example "3"
             */
            ifMatch?: string;
            /**
             * @description What is to be done.
             * @enum {string}
             */
            op: "create" | "update" | "delete";
            /** @description What the document is to be; a deletion needs none. */
            value?: components["schemas"]["DocumentBody"];
        };
        DocumentOperations: {
            /** @description What is to be done, in order. */
            items: components["schemas"]["DocumentOperation"][];
        };
        DocumentPage: {
            /** @description What this page holds. */
            items: components["schemas"]["DocumentItem"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        /**
         * @description Only what is published is found.
         * @enum {string}
         */
        DocumentState: "draft" | "in_review" | "published" | "archived";
        DocumentView: {
            /** @description The whole text of a text. */
            answer: string;
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The caller's own id. */
            externalId: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description An entry with a question and its answer, or a text. */
            kind: components["schemas"]["DocumentKind"];
            /** @description BCP 47; null: nobody said. */
            language: string | null;
            /**
             * Format: date-time
             * @description The first time; null: never.
             */
            publishedAt: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Grows with each change; its ETag. */
            revision: number;
            /** @description Other ways of asking the same. */
            similarQuestions: string[];
            /** @description Only what is published is found. */
            state: components["schemas"]["DocumentState"];
            /** @description Words to find it by. */
            tags: string[];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom: string | null;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil: string | null;
        };
        DraftBody: {
            /** @description At most 20000 characters; the whole text of a text, at most 1000000. */
            answer: string;
            /** @description The revision that the change was made from. Left out: a new one is based on the current revision, and an existing one stays as it is. */
            basedOn?: number;
            /** @description The category; null for none. */
            category?: string;
            /** @description The caller's own id, unique; never changes. */
            externalId: string;
            /**
             * @description An entry with a question and its answer, or a text, which is found by its passages.
             * @default faq
             * @enum {string|null}
             */
            kind?: "faq" | "text" | null;
            /** @description BCP 47, such as `zh-CN`. */
            language?: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Why; kept with it. */
            reason?: string | null;
            /** @description Other ways of asking the same; at most 50. */
            similarQuestions?: string[];
            /** @description At most 50. */
            tags?: string[];
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom?: string;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil?: string;
        };
        DraftView: {
            /** @description The whole text of a text. */
            answer: string;
            /** @description Who did it. */
            author?: {
                /** @description The id. */
                id?: string;
                /**
                 * @description Of which kind.
                 * @enum {string}
                 */
                kind: "system" | "contact" | "key" | "staff";
            };
            /** @description The revision of the document that it changes. */
            basedOn: number;
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: uuid
             * @description The document.
             */
            documentId: string;
            /** @description The revision that the document has now: if it is another, publishing is refused. */
            documentRevision: number;
            /** @description The document's own id. */
            externalId: string;
            /** @description An entry with a question and its answer, or a text. */
            kind: components["schemas"]["DocumentKind"];
            /** @description BCP 47; null: nobody said. */
            language: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Why, if somebody said so. */
            reason: string | null;
            /** @description Other ways of asking the same. */
            similarQuestions: string[];
            /** @description Words to find it by. */
            tags: string[];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom: string | null;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil: string | null;
            /** @description Grows with each change; its ETag. */
            version: number;
        };
        DuplicateView: {
            /** @description The caller's own id. */
            externalId: string;
            /** @description 1: the same but for punctuation, script and width. */
            likeness: number;
            /** @description As that of an error. */
            line: number;
            /** @description The externalId of the document, of the file or stored, that asks the same. */
            of: string;
        };
        EndedSessionsView: {
            /**
             * @description How many sessions were ended.
             * @example 2
             */
            ended: number;
        };
        EntryRuleBody: {
            /**
             * @description Whether it counts.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Whom it admits: one user of WeCom, a department or a tag of its directory, a subject or a group of the OpenID provider, or everybody who can sign in.
             * @enum {string}
             */
            kind: "user" | "department" | "tag" | "oidc-subject" | "oidc-group" | "everybody";
            /** @description What people call it. No two rules have one name. */
            name: string;
            /**
             * @description The ids of the roles that it gives.
             * @example [
             *       "operator"
             *     ]
             */
            roles: string[];
            /**
             * @description The userid, the number of the department or tag, the subject or the group. Left out for everybody.
             * @default
             */
            value?: string;
        };
        EntryRulePage: {
            /** @description The rules, oldest first. */
            items: components["schemas"]["EntryRuleView"][];
            /** @description Null: there is one page. */
            nextCursor: string | null;
        };
        EntryRuleView: {
            /** @description Whether it counts. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description Of the rule.
             */
            id: string;
            /**
             * @description Whom it admits: one user of WeCom, a department or a tag of its directory, a subject or a group of the OpenID provider, or everybody who can sign in.
             * @enum {string}
             */
            kind: "user" | "department" | "tag" | "oidc-subject" | "oidc-group" | "everybody";
            /** @description What people call it. */
            name: string;
            /** @description The ids of the roles that it gives. */
            roles: string[];
            /** @description The userid, the number of the department or tag, the subject or the group. Left out for everybody. */
            value: string;
            /** @description Grows with each change. */
            version: number;
        };
        EvaluationBody: {
            /** @description Questions that are sent along, or those that contacts asked. */
            source: components["schemas"]["QuestionsBody"] | components["schemas"]["AskedBody"];
        };
        EvaluationFailureView: {
            /** @description A code of docs/errors.md. */
            code: string;
            /** @description What went wrong, in words. */
            message: string;
        };
        EvaluationPage: {
            /** @description What this page holds. */
            items: components["schemas"]["EvaluationView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        EvaluationResultPage: {
            /** @description What this page holds. */
            items: components["schemas"]["EvaluationResultView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        EvaluationResultView: {
            /** @description By what would be; null: nothing was found. */
            after: components["schemas"]["FindingView"] | null;
            /** @description How often it was asked; 1 for one that was sent along. */
            asked: number;
            /** @description By what is published; null: nothing was found. */
            before: components["schemas"]["FindingView"] | null;
            /**
             * @description What the change does to this question.
             * @enum {string}
             */
            change: "better" | "worse" | "new" | "lost" | "changed" | "same";
            /** @description The document that answers it, if that is known. */
            expectedExternalId: string | null;
            /** @description Personal data is masked. */
            question: string;
        };
        EvaluationView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Why it failed; null where it did not. */
            failure: components["schemas"]["EvaluationFailureView"] | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description How many questions are done. */
            processed: number;
            /** @description Null until it is completed. */
            report: components["schemas"]["ReportView"] | null;
            /** @description Where the questions come from. */
            source: components["schemas"]["SourceView"];
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @description Different questions. */
            total: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        EventFilterBody: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId?: string;
            /** @description What was done, such as `dialog.outcome`; or all of a kind: `handoff.*`. */
            action?: string;
            /** @description Who did it: the id of a key. */
            actor?: string;
            /** @description Answers that were at least as sure as this. */
            confidenceAbove?: number;
            /** @description Answers that were less sure than this. */
            confidenceBelow?: number;
            /**
             * Format: uuid
             * @description The person.
             */
            contactId?: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId?: string;
            /**
             * Format: uuid
             * @description A document of the knowledge base that the answer saw.
             */
            document?: string;
            /** @description The person as the channel names him, such as the WeCom userid. */
            externalId?: string;
            /** @description A list of words, a rule, or a word that a filter found. */
            filter?: string;
            /**
             * Format: date-time
             * @description Included.
             */
            from?: string;
            /** @description The id or the name of the model that wrote the answer. */
            model?: string;
            /**
             * Format: uuid
             * @description The operator who did it, or whom it concerns.
             */
            operatorId?: string;
            /** @description What was said, as it is stored (masked): ideographs anywhere in a message, at least two in a row; other scripts by the word. What was decided in the turn is found with the message. Ordered by when it was said. */
            text?: string;
            /**
             * Format: date-time
             * @description Not included.
             */
            to?: string;
        };
        EventPage: {
            /** @description What this page holds. */
            items: components["schemas"]["EventView"][];
            /** @description A page looks through a bounded number of events: it may be short, even empty, and have more behind it. */
            nextCursor: string | null;
        };
        EventView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string | null;
            /** @description What was done, such as `conversation.started`. */
            action: string;
            /** @description Who did it. */
            actor: components["schemas"]["ActorView"];
            /** @description From where. */
            address: string | null;
            /**
             * Format: date-time
             * @description By the clock of the database, to the microsecond.
             */
            at: string;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string | null;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string | null;
            /** @description Depends on the action. Holds no texts. */
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string | null;
            /** @description What for, as the caller said. */
            purpose: string | null;
            /** @description The request that it was done by, if it was one. */
            requestId: string | null;
            /** @description What the message says that was received or sent, masked; null for anything else, or once it is erased. */
            text: string | null;
            /** @description With what. */
            userAgent: string | null;
        };
        ExplainedFilterHitView: {
            /** @description What the filter does about it. */
            action: string;
            /** @description The list or rule that was hit. */
            list: string;
            /** @description The word that was hit, masked where it is personal. */
            word: string;
        };
        ExplainedFlowView: {
            /** @description Absent for the confirmation of what a model would do. */
            flow?: string;
            /** @description The step that was taken. */
            step?: string;
            /** @description The tools that the step called. */
            toolCalls: components["schemas"]["CalledToolView"][];
        };
        ExplainedIntentView: {
            /**
             * @description What recognised it.
             * @enum {string}
             */
            by: "rule" | "example" | "model";
            /** @description The name of the intent. */
            intent: string;
            /** @description How sure the recognition is, from 0 to 1. */
            score: number;
        };
        ExplainedModelView: {
            /**
             * Format: uuid
             * @description The id.
             */
            id?: string;
            /** @description What people call it. */
            name: string;
            /**
             * @description What became of its last reply.
             * @enum {string}
             */
            outcome: "accepted" | "tools" | "rejected" | "failed";
            /** @description The version of the prompt; null where none was used. */
            promptVersion: string;
            /** @description Why it was not accepted. */
            reason?: string;
        };
        ExplainedPassageView: {
            /** @description Whether the answer rests on it. */
            cited?: boolean;
            /**
             * Format: uuid
             * @description The document.
             */
            documentId: string;
            /** @description The caller's own id. */
            externalId: string;
            /** @description The headings it stands under, from the outermost one. */
            headingPath?: string[];
            /** @description Of a text: which passage, from 0. */
            ordinal?: number;
            /** @description Grows with each change of what it says. */
            revision: number;
            /** @description Orders the passages; 1 is the best there can be. */
            score: number;
            /** @description The question, or the title of the text. */
            title: string;
        };
        ExplainedRouteView: {
            /** @description The arm that the contact is on. */
            arm: string;
            /**
             * Format: uuid
             * @description Absent where no route is meant for the question.
             */
            id?: string;
            /** @description How many tokens the answer could have. */
            maxTokens?: number;
            /** @description In the order in which they are tried. */
            modelIds: string[];
            /** @description What people call it. */
            name: string;
            /** @description The version of the prompt; null where none was used. */
            promptVersion: string;
            /** @description Where the model was told to stop. */
            stop?: string[];
            /** @description The temperature of the request. */
            temperature?: number;
        };
        ExplainedUsageView: {
            /** @description Tokens of what the models said. */
            completionTokens: number;
            /** @description In the currency of the models’ prices. */
            cost: number;
            /** @description Tokens of what the models were told. */
            promptTokens: number;
        };
        ExplanationView: {
            /** @description How sure the answer is, and from what. */
            answerConfidence?: components["schemas"]["AnswerConfidenceView"];
            /** @description Every completion, in order. */
            attempts?: components["schemas"]["AttemptView"][];
            /**
             * @description Whether the answer came from the cache.
             * @enum {string}
             */
            cache?: "hit" | "shared" | "miss" | "off";
            /** @description What the contact chose. */
            choice?: {
                [key: string]: unknown;
            };
            /** @description What the answer rests on. */
            citations?: components["schemas"]["CitationView"][];
            /** @description What the contact could choose from. */
            clarification?: {
                [key: string]: unknown;
            };
            /** @description How likely the first passage answers the question, as the search sees it. */
            confidence?: number;
            /** @description What was decided, and why. */
            decision: components["schemas"]["DecisionView"];
            /** @description What the turn had to do without. */
            degraded?: string[];
            /** @description What the filters hit. */
            filters?: components["schemas"]["FiltersView"];
            /** @description The flow that the contact was in. */
            flow?: components["schemas"]["ExplainedFlowView"];
            /** @description How likely the base holds an answer at all. */
            inScope?: number;
            /** @description The intent that was recognised. */
            intent?: components["schemas"]["ExplainedIntentView"];
            /** @description What was searched, and how sure the search was. */
            knowledge?: components["schemas"]["KnowledgeView"];
            /** @description The language of the contact, such as `zh-Hans`. */
            language?: string;
            /** @description How long it took. */
            milliseconds: components["schemas"]["MillisecondsView"];
            /** @description Whose answer was taken, or the last that was tried. */
            model?: components["schemas"]["ExplainedModelView"];
            /** @description What was found, best first. */
            passages?: components["schemas"]["ExplainedPassageView"][];
            /** @description The route and the arm that were taken. */
            route?: components["schemas"]["ExplainedRouteView"];
            /** @description In their order. */
            steps: components["schemas"]["StepView"][];
            /** @description What applied to the category of the first passage. */
            thresholds?: components["schemas"]["ThresholdsView"];
            /** @description The tools that were called. */
            toolCalls?: components["schemas"]["CalledToolView"][];
            /** @description What it took, all attempts together. */
            usage?: components["schemas"]["ExplainedUsageView"];
            /** @description What the contact thinks of an answer. */
            vote?: {
                [key: string]: unknown;
            };
        };
        ExportBody: {
            /** @description Of events; nothing: all of them. */
            filters?: components["schemas"]["EventFilterBody"];
            /**
             * @description pdf: a report of the newest 2,000; package: events with what proves them, to be verified offline.
             * @enum {string}
             */
            format: "jsonl" | "csv" | "pdf" | "package";
            /** @description What it is for. */
            purpose: string;
            /**
             * Format: uuid
             * @description Of reviews: only those that this saved search asked for.
             */
            savedSearchId?: string;
            /**
             * @description What is exported: audit events, or the reviews of answers.
             * @default events
             * @enum {string}
             */
            subject?: "events" | "reviews";
        };
        ExportFailureView: {
            /** @description A code of docs/errors.md. */
            code: string;
            /** @description What went wrong, in words. */
            message: string;
        };
        ExportPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ExportView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ExportView: {
            /** @description The size of the file; null while there is none. */
            bytes: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Why it failed; null where it did not. */
            failure: components["schemas"]["ExportFailureView"] | null;
            /** @description What was asked for. */
            filters: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it ended, well or not; null until then.
             */
            finishedAt: string | null;
            /**
             * @description What the file is.
             * @enum {string}
             */
            format: "jsonl" | "csv" | "pdf" | "package";
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Rows that were written until now. */
            processed: number;
            /** @description How much of the time was looked through. */
            progress: number;
            /** @description What the caller said that it is for. */
            purpose: string;
            /** @description Of the file, in hexadecimal. */
            sha256: string | null;
            /** @description Once it is completed. */
            signature: components["schemas"]["FileSignatureView"] | null;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed" | "cancelled" | "expired";
            /**
             * @description What is exported: audit events, or the reviews of answers.
             * @enum {string}
             */
            subject: "events" | "reviews";
            /** @description Whether there were more rows than a file of the format holds: the oldest are left out. */
            truncated: boolean;
            /**
             * Format: date-time
             * @description What happened later is not in it.
             */
            until: string;
        };
        ExternalTicketBody: {
            /**
             * Format: uuid
             * @description The operator who has it.
             */
            assigneeId?: string | null;
            /** @description The category; null for none. */
            category?: string | null;
            /** @description At most 50; each by its external id once. */
            comments?: components["schemas"]["CommentBody"][];
            /**
             * Format: uuid
             * @description Whose ticket it is, where it is new here.
             */
            contactId?: string;
            /**
             * Format: uuid
             * @description What it is about: a conversation of that contact.
             */
            conversationId?: string;
            /**
             * Format: date-time
             * @description Until when it is to be done; null for no date.
             */
            dueAt?: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId?: string | null;
            /**
             * @description How urgent it is.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high" | "urgent";
            /**
             * @description Where the ticket stands.
             * @enum {string}
             */
            state?: "open" | "pending" | "solved" | "closed";
            /** @description From then on no model changes it. */
            summary?: string;
            /**
             * Format: uuid
             * @description The ticket here that it is, as the webhook named it.
             */
            ticketId?: string;
            /** @description What it is about. */
            title?: string;
        };
        FaultDto: {
            /**
             * @description What is wrong with the log.
             * @enum {string}
             */
            code: "anchor-mismatch" | "chain-rewritten" | "checkpoint-wrong" | "event-added" | "event-changed" | "event-late" | "event-missing" | "key-unknown" | "link-changed" | "link-missing" | "order-changed" | "seal-changed" | "seal-missing" | "signature-wrong" | "tail-missing" | "time-moved" | "words-changed";
            /**
             * Format: uuid
             * @description The audit event.
             */
            eventId?: string;
            /** @description For people. */
            message: string;
            /** @description The number of the seal. */
            seal?: number;
            /** @description The place in the chain. */
            sequence?: number;
        };
        FiguresView: {
            /** @description How many of them answered. */
            answered: number;
            /** @description How many contacts were asked. */
            asked: number;
            /** @description From 1 to 5; null where nobody answered. */
            average: number | null;
            /** @description How many gave 1, 2, 3, 4 and 5. */
            scores: number[];
        };
        FileSignatureView: {
            /**
             * @description What the file was signed with.
             * @enum {string}
             */
            algorithm: "ed25519" | "sm2";
            /** @description The fingerprint of the key, as anchors and the log of the start say it. */
            keyId: string;
            /** @description PEM. */
            publicKey: string;
            /** @description Base64. */
            signature: string;
            /** @description What was signed, UTF-8, a line each: a title, the export, its format, as of when, its bytes, its SHA-256. */
            signed: string;
        };
        FilterHitView: {
            /**
             * @description What is done about it.
             * @enum {string}
             */
            action: "refuse" | "handoff" | "mask" | "alert";
            /** @description The position behind the hit, in the text. */
            end: number;
            /** @description The name of the list or the rule. */
            list: string;
            /** @description In UTF-16 code units. */
            start: number;
            /** @description As it is listed. */
            word: string;
        };
        FiltersView: {
            /** @description What was hit in the question. */
            inbound?: components["schemas"]["ExplainedFilterHitView"][];
            /** @description The categories that the moderation endpoint flagged. */
            moderation?: string[];
            /** @description What was hit in the answer. */
            outbound?: components["schemas"]["ExplainedFilterHitView"][];
        };
        FilterTrialBody: {
            /**
             * Format: uuid
             * @description Left out: what is for some accounts alone does not apply.
             */
            accountId?: string;
            /** @description That of the knowledge that an answer rests on. */
            category?: string;
            /**
             * @description What a contact writes, or what is answered.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /** @description The text that is tried. */
            text: string;
        };
        FilterTrialView: {
            /**
             * @description What becomes of the text.
             * @enum {string}
             */
            action: "pass" | "mask" | "refuse" | "handoff";
            /** @description What was hit, in the order of the text. */
            hits: components["schemas"]["FilterHitView"][];
            /** @description With asterisks in place of what is masked. */
            text: string;
        };
        FindingView: {
            /**
             * @description Quote the first hit, ask what is meant, or neither.
             * @enum {string}
             */
            action: "answer" | "clarify" | "none";
            /** @description How likely the first hit answers the question. */
            confidence: number;
            /**
             * Format: uuid
             * @description The first hit.
             */
            documentId: string;
            /** @description The place of the expected document from 1; null when none is, or it is not among the best. */
            expectedRank: number | null;
            /** @description The caller's own id. */
            externalId: string;
            /** @description How likely there is an answer at all. */
            inScope: number;
            /** @description The question, or the title of the text. */
            title: string;
        };
        FirstAdministratorBody: {
            /**
             * @description The one-time code that the program logged when it started.
             * @example K7QX-2M9P-4TVB-8HRD-WN6E
             */
            code: string;
        };
        FlowBody: {
            /**
             * @description False puts out a flow, one from a file too.
             * @default true
             */
            enabled?: boolean;
            /** @description The flow in YAML or JSON; flows/flow.schema.json says its form. */
            source: string;
        };
        FlowPage: {
            /** @description What this page holds. */
            items: components["schemas"]["FlowView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        FlowView: {
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description The intents that begin it. */
            intents: string[];
            /** @description What people call it. */
            name: string;
            /**
             * @description Who wrote what is in force.
             * @enum {string}
             */
            origin: "shipped" | "folder" | "stored";
            /** @description YAML. */
            source: string;
            /** @description How many steps it has. */
            steps: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string | null;
            /** @description Grows with each change, its ETag; 0 while it comes from a file. */
            version: number;
        };
        GapDetailView: {
            /** @description How often it was asked and not answered. */
            count: number;
            /**
             * Format: uuid
             * @description The entry that was made of it.
             */
            documentId: string | null;
            /** @description Null while its entry was never published. */
            effect: components["schemas"]["GapEffectView"] | null;
            /** @description The most recent wordings, at most 5. */
            examples: string[];
            /**
             * Format: date-time
             * @description When it was first asked.
             */
            firstAskedAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last asked.
             */
            lastAskedAt: string;
            /** @description The question that it began with. Personal data is masked. */
            question: string;
            /**
             * @description open; drafted: an entry was made of it; resolved: that entry is published; dismissed.
             * @enum {string}
             */
            state: "open" | "drafted" | "resolved" | "dismissed";
            /** @description Grows with each change by an editor; the ETag. */
            version: number;
        };
        GapDraftBody: {
            /** @description The answer of the entry. */
            answer: string;
            /** @description The category; null for none. */
            category?: string;
            /** @description Left out: the question that the gap began with. */
            question?: string;
        };
        GapEffectView: {
            /** @description Questions that the entry has answered since. */
            answeredSince: number;
            /**
             * Format: date-time
             * @description When the entry went live.
             */
            publishedAt: string;
            /** @description Times asked and not answered before it was published. */
            unansweredBefore: number;
            /** @description Times a day not answered before, from the first time on. */
            unansweredPerDayBefore: number;
            /** @description Times a day not answered since. */
            unansweredPerDaySince: number;
            /** @description The same since then. */
            unansweredSince: number;
            /** @description Those of them whose answer was voted no help. */
            unhelpfulSince: number;
        };
        GapPage: {
            /** @description What this page holds. */
            items: components["schemas"]["GapView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        GapQuestionPage: {
            /** @description What this page holds. */
            items: components["schemas"]["GapQuestionView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        GapQuestionView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When it was asked.
             */
            askedAt: string;
            /** @description How likely the first hit was to answer it, 0..1. */
            confidence: number;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Why its turn ended as it did. */
            reason: string;
            /** @description Personal data is masked. */
            text: string;
            /**
             * @description What the contact thought of the answer; null where nothing was said.
             * @enum {string|null}
             */
            vote: "helpful" | "unhelpful" | null;
        };
        GapStateBody: {
            /**
             * @description Dismissed: nobody needs to answer this.
             * @enum {string}
             */
            state: "open" | "dismissed";
        };
        GapView: {
            /** @description How often it was asked and not answered. */
            count: number;
            /**
             * Format: uuid
             * @description The entry that was made of it.
             */
            documentId: string | null;
            /** @description The most recent wordings, at most 5. */
            examples: string[];
            /**
             * Format: date-time
             * @description When it was first asked.
             */
            firstAskedAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last asked.
             */
            lastAskedAt: string;
            /** @description The question that it began with. Personal data is masked. */
            question: string;
            /**
             * @description open; drafted: an entry was made of it; resolved: that entry is published; dismissed.
             * @enum {string}
             */
            state: "open" | "drafted" | "resolved" | "dismissed";
            /** @description Grows with each change by an editor; the ETag. */
            version: number;
        };
        GroupBody: {
            /** @description When the group works. Left out: always. */
            calendar?: components["schemas"]["CalendarBody"];
            /** @description So long after that question, still without a word, the case is closed. Left out: never. */
            contactCloseSeconds?: number;
            /** @description After so long without a word of the contact, the contact is asked once. Left out: never. */
            contactIdleSeconds?: number;
            /** @description Target, in working time: from the request to the first answer of an operator. Left out: none. */
            firstResponseSeconds?: number;
            /** @description After so long without an answer to the contact, the operator is reminded. Left out: never. */
            idleReminderSeconds?: number;
            /** @description After so long without an answer to the contact, the case goes back to the queue. Left out: never. */
            idleReturnSeconds?: number;
            /**
             * @description It gets what no other group is meant for. One always is: the first, until another says so.
             * @default false
             */
            isDefault?: boolean;
            /** @description Unique: operators transfer cases by it. */
            name: string;
            /** @description How long an operator has to answer an offer. Left out: `HANDOFF_OFFER_SECONDS`. */
            offerSeconds?: number;
            /**
             * @description Whom a case is offered to at first: the best of the group, or all at once.
             * @default next
             * @enum {string}
             */
            offerTo?: "next" | "all";
            /**
             * @description What becomes of a request outside the hours: it waits for the next opening, or is made a ticket.
             * @default ticket
             * @enum {string}
             */
            outsideHours?: "queue" | "ticket";
            /** @description Target, in working time: from the request to the resolution. Left out: none. */
            resolutionSeconds?: number;
            /** @description All that is named must match. Nothing: only what is transferred to it, or falls to the default. */
            skills?: components["schemas"]["GroupSkillsBody"];
            /**
             * Format: uuid
             * @description The operator who is told when nobody in the group answers.
             */
            supervisorId?: string;
            /**
             * @description What becomes of a request that nobody took, after the supervisor was told.
             * @default queue
             * @enum {string}
             */
            whenNobodyFree?: "queue" | "ticket";
        };
        GroupPage: {
            /** @description What this page holds. */
            items: components["schemas"]["GroupView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        GroupSkillsBody: {
            /** @description The contact writes to one of these accounts. */
            accountIds?: string[];
            /** @description The question is of one of these categories. */
            categories?: string[];
            /** @description The contact wants one of these. */
            intents?: string[];
            /** @description The contact writes in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`. */
            languages?: string[];
        };
        GroupSkillsView: {
            /** @description Null: any. */
            accountIds: string[] | null;
            /** @description Null: any. */
            categories: string[] | null;
            /** @description Null: any. */
            intents: string[] | null;
            /** @description Null: any. */
            languages: string[] | null;
        };
        GroupView: {
            /** @description When the group works. */
            calendar: components["schemas"]["CalendarView"];
            /** @description Null: never. */
            contactCloseSeconds: number | null;
            /** @description Null: never. */
            contactIdleSeconds: number | null;
            /** @description In working time. Null: no target. */
            firstResponseSeconds: number | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Null: never. */
            idleReminderSeconds: number | null;
            /** @description Null: never. */
            idleReturnSeconds: number | null;
            /** @description It gets what no other group is meant for. */
            isDefault: boolean;
            /** @description What people call it. */
            name: string;
            /** @description Null: `HANDOFF_OFFER_SECONDS`. */
            offerSeconds: number | null;
            /**
             * @description Whether a case is offered to one operator after the other, or to all at once.
             * @enum {string}
             */
            offerTo: "next" | "all";
            /**
             * @description What becomes of a case outside its hours.
             * @enum {string}
             */
            outsideHours: "queue" | "ticket";
            /** @description In working time. Null: no target. */
            resolutionSeconds: number | null;
            /** @description What the group is good at. */
            skills: components["schemas"]["GroupSkillsView"];
            /**
             * Format: uuid
             * @description The operator who is told when nobody in the group answers; null for nobody.
             */
            supervisorId: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change: its ETag. */
            version: number;
            /**
             * @description What becomes of a case when nobody is free.
             * @enum {string}
             */
            whenNobodyFree: "queue" | "ticket";
        };
        HandoffDetailsView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When it was claimed; null if it never was.
             */
            claimedAt: string | null;
            /**
             * Format: date-time
             * @description When it ended; null while it is open.
             */
            closedAt: string | null;
            /**
             * Format: date-time
             * @description Since then nothing of the bot was under way any more.
             */
            confirmedAt: string | null;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The contact's id in its channel, such as the WeCom userid. */
            externalId: string;
            /**
             * Format: date-time
             * @description When an operator first answered; null while nobody has.
             */
            firstResponseAt: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What the contact writes in. */
            language: string | null;
            /** @description The messages from its request to its end, the last 500, oldest first. */
            messageIds: string[];
            /** @description What whoever resolved it says of it. */
            note: string | null;
            /** @description What operators noted, oldest first. */
            notes: components["schemas"]["NoteView"][];
            /** @description Who was asked to take it, oldest first. */
            offers: components["schemas"]["OfferView"][];
            /**
             * Format: uuid
             * @description Who has claimed it, or had at its end.
             */
            operatorId: string | null;
            /** @description Of a resolution, such as `solved`. */
            outcome: string | null;
            /** @description The higher, the sooner it is offered. */
            priority: number;
            /**
             * Format: date-time
             * @description Since when it waits for an operator, or last did.
             */
            queuedAt: string;
            /** @description Why a human is needed, such as `asked-for-human`. */
            reason: string;
            /**
             * @description Where the case stands.
             * @enum {string}
             */
            state: "requested" | "offered" | "claimed" | "resolved" | "returned" | "expired" | "abandoned";
            /** @description What whoever takes over should know: a line each. */
            summary: string | null;
            /** @description What happened to it in the last 30 days, oldest first. */
            timeline: components["schemas"]["HandoffEventView"][];
        };
        HandoffEventView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /** @description What else there is to say, such as the reason. */
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The case.
             */
            handoffId: string;
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string | null;
            /**
             * Format: uuid
             * @description The operator.
             */
            operatorId: string | null;
            /** @description Such as `handoff.claimed`. */
            type: string;
        };
        HandoffPage: {
            /** @description What this page holds. */
            items: components["schemas"]["HandoffView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        HandoffRuleBody: {
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Left out: the group that the case belongs to by its skills.
             */
            groupId?: string;
            /** @description Unique; it stands in the reason of the handoff. */
            name: string;
            /**
             * @description The lowest is asked first; of two that are equal, the older one.
             * @default 100
             */
            position?: number;
            /** @description The higher, the sooner the case is offered. Left out: 0, the usual. */
            priority?: number;
            /** @description All that is named must match. Left out: every message. */
            when?: components["schemas"]["RuleConditionBody"];
        };
        HandoffRulePage: {
            /** @description What this page holds. */
            items: components["schemas"]["HandoffRuleView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        HandoffRuleView: {
            /** @description Whether it is in force. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description Null: by skills.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The lowest is asked first. */
            position: number;
            /** @description Null: 0. */
            priority: number | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change: its ETag. */
            version: number;
            /** @description All that is named must match. */
            when: components["schemas"]["RuleConditionView"];
        };
        HandoffView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: date-time
             * @description When it was claimed; null if it never was.
             */
            claimedAt: string | null;
            /**
             * Format: date-time
             * @description When it ended; null while it is open.
             */
            closedAt: string | null;
            /**
             * Format: date-time
             * @description Since then nothing of the bot was under way any more.
             */
            confirmedAt: string | null;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The contact's id in its channel, such as the WeCom userid. */
            externalId: string;
            /**
             * Format: date-time
             * @description When an operator first answered; null while nobody has.
             */
            firstResponseAt: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What the contact writes in. */
            language: string | null;
            /** @description What whoever resolved it says of it. */
            note: string | null;
            /**
             * Format: uuid
             * @description Who has claimed it, or had at its end.
             */
            operatorId: string | null;
            /** @description Of a resolution, such as `solved`. */
            outcome: string | null;
            /** @description The higher, the sooner it is offered. */
            priority: number;
            /**
             * Format: date-time
             * @description Since when it waits for an operator, or last did.
             */
            queuedAt: string;
            /** @description Why a human is needed, such as `asked-for-human`. */
            reason: string;
            /**
             * @description Where the case stands.
             * @enum {string}
             */
            state: "requested" | "offered" | "claimed" | "resolved" | "returned" | "expired" | "abandoned";
            /** @description What whoever takes over should know: a line each. */
            summary: string | null;
        };
        HitView: {
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: uuid
             * @description The document.
             */
            documentId: string;
            /** @description The caller's own id. */
            externalId: string;
            /** @description Null for a FAQ entry. */
            passage: components["schemas"]["PassagePlace"] | null;
            /** @description The revision that was found. */
            revision: number;
            /** @description Orders the hits; 1 is the best there can be. No probability. */
            score: number;
            /** @description The answer, or the passage of the text. */
            text: string;
            /** @description The question, or the title of the text. */
            title: string;
        };
        HoldBody: {
            /** @description Why it must be kept, such as a case number. */
            reason: string;
            /**
             * @description What is held: all of a contact, of a conversation or of an account.
             * @enum {string}
             */
            subject: "contact" | "conversation" | "account";
            /**
             * Format: uuid
             * @description Which one.
             */
            subjectId: string;
            /**
             * Format: date-time
             * @description It is held until then; left out: until somebody releases it.
             */
            until?: string | null;
        };
        HoldChangeBody: {
            /** @description Why it must be kept, such as a case number. */
            reason: string;
            /**
             * Format: date-time
             * @description It is held until then; left out: until somebody releases it.
             */
            until?: string | null;
        };
        HoldPage: {
            /** @description What this page holds. */
            items: components["schemas"]["HoldView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        HoldView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Who placed it. */
            placedBy: components["schemas"]["AuthorView"];
            /** @description Why it was placed. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was released; null while it holds.
             */
            releasedAt: string | null;
            /** @description Who released it; null while it holds. */
            releasedBy: components["schemas"]["AuthorView"] | null;
            /**
             * @description What is kept from being removed.
             * @enum {string}
             */
            subject: "contact" | "conversation" | "account";
            /**
             * Format: uuid
             * @description Of the contact, the conversation or the account.
             */
            subjectId: string;
            /**
             * Format: date-time
             * @description Null: until it is released.
             */
            until: string | null;
            /** @description Grows with each change; the ETag. */
            version: number;
        };
        HolidayBody: {
            /**
             * @description All day; `from` and `to` then say nothing.
             * @default false
             */
            closed?: boolean;
            /**
             * Format: date
             * @description The day, such as 2026-10-01.
             */
            date: string;
            /**
             * @description Needed unless it is closed.
             * @example 10:00
             */
            from?: string;
            /** @description What people call it. */
            name?: string;
            /**
             * @description Needed unless it is closed.
             * @example 16:00
             */
            to?: string;
        };
        HolidayView: {
            /** @description Whether nobody works on this day. */
            closed: boolean;
            /**
             * Format: date
             * @description The day, such as 2026-10-01.
             */
            date: string;
            /** @description Null: closed. */
            from: string | null;
            /** @description What people call it. */
            name: string | null;
            /** @description Null: closed. */
            to: string | null;
        };
        HoursView: {
            /** @description Whether the group works at that moment. */
            isOpen: boolean;
            /**
             * Format: date-time
             * @description From when on it does: that moment itself while it is open. Null: not within 60 days.
             */
            opensAt: string | null;
        };
        ImportErrorView: {
            /**
             * @description What is wrong with the line.
             * @enum {string}
             */
            code: "line.too-long" | "line.not-utf8" | "line.not-json" | "line.invalid" | "line.duplicate";
            /** @description The line of the file, or the row as a spreadsheet numbers it; from 1. */
            line: number;
            /** @description The same in words. */
            message: string;
        };
        ImportFailureView: {
            /** @description A code of docs/errors.md. */
            code: string;
            /** @description What is wrong with the file. */
            message: string;
        };
        ImportItem: {
            /** @description How many were new. */
            created: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Nothing was written: the counts say what would be. */
            dryRun: boolean;
            /** @description Entries that are wrong; the others are imported. */
            failed: number;
            /** @description Why the whole import failed. */
            failure: components["schemas"]["ImportFailureView"] | null;
            /**
             * @description What the file is.
             * @enum {string}
             */
            format: "jsonl" | "csv" | "xlsx" | "md" | "html" | "docx" | "pdf";
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The name of the file, if it was told. */
            name: string | null;
            /** @description How many documents were looked at. */
            processed: number;
            /** @description Whether its documents are published at once. */
            publish: boolean;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @description Entries of the file; 0 until it was read. */
            total: number;
            /** @description How many were there already, word by word. */
            unchanged: number;
            /** @description How many were changed. */
            updated: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        ImportPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ImportItem"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ImportReportView: {
            /** @description New ones. */
            added: number;
            /** @description There already, with another action. */
            changed: number;
            /** @description Whether nothing was changed. */
            dryRun: boolean;
            /** @description As it is now. */
            list: components["schemas"]["ListView"];
            /** @description How many of the latest messages the words would have hit. */
            recent: components["schemas"]["RecentHitsView"];
            /** @description Those of the list that the file does not have, where it replaces them. */
            removed: number;
            /** @description What could not be taken as a word. */
            unusable: components["schemas"]["UnusableView"];
            /** @description Words that were read, each once. */
            words: number;
        };
        ImportView: {
            /** @description Of a dry run: the first 100. */
            changes: components["schemas"]["ChangeView"][];
            /** @description How many were new. */
            created: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Nothing was written: the counts say what would be. */
            dryRun: boolean;
            /** @description A warning; the first 100. */
            duplicates: components["schemas"]["DuplicateView"][];
            /** @description The first 1000. */
            errors: components["schemas"]["ImportErrorView"][];
            /** @description Entries that are wrong; the others are imported. */
            failed: number;
            /** @description Why the whole import failed. */
            failure: components["schemas"]["ImportFailureView"] | null;
            /**
             * @description What the file is.
             * @enum {string}
             */
            format: "jsonl" | "csv" | "xlsx" | "md" | "html" | "docx" | "pdf";
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The name of the file, if it was told. */
            name: string | null;
            /** @description How many documents were looked at. */
            processed: number;
            /** @description Whether its documents are published at once. */
            publish: boolean;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @description Entries of the file; 0 until it was read. */
            total: number;
            /** @description How many were there already, word by word. */
            unchanged: number;
            /** @description How many were changed. */
            updated: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        IntentBody: {
            /** @description The accounts whose contacts may mean it. Left out: all. */
            accountIds?: string[] | null;
            /**
             * @description What it is, for people and for the model that recognises it where one is set.
             * @default
             */
            description?: string;
            /**
             * @description Whether it is recognised.
             * @default true
             */
            enabled?: boolean;
            /** @description Messages that mean it, of at most 200 characters each. Of an intent that comes with the program: further ones. */
            examples: string[];
        };
        IntentPage: {
            /** @description What this page holds. */
            items: components["schemas"]["IntentView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        IntentView: {
            /** @description Null: all accounts. */
            accountIds: string[] | null;
            /** @description What it is, for people and for the model that recognises it where one is set. */
            description: string;
            /** @description Whether it is recognised. */
            enabled: boolean;
            /** @description Messages that mean it. */
            examples: string[];
            /** @description Comes with the program: these are further examples of it. */
            isShipped: boolean;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change: its ETag. */
            version: number;
        };
        JobView: {
            /** @description Why it failed, a code of docs/errors.md; null: it did not. */
            code: string | null;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ended; null while it goes on.
             */
            finishedAt: string | null;
            /**
             * Format: uuid
             * @description Of the import, the export or whatever it is.
             */
            id: string;
            /**
             * @description How much of it is done; null where nobody knows how much it is.
             * @example 0.4
             */
            progress: number | null;
            /**
             * @description How far it is.
             * @example running
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed" | "cancelled";
        };
        JsonWebKeySetView: {
            /** @description The keys whose tokens are valid, the newest first. */
            keys: components["schemas"]["JsonWebKeyView"][];
        };
        JsonWebKeyView: {
            /**
             * @description The algorithm, the only one.
             * @enum {string}
             */
            alg: "ES256";
            /**
             * @description The curve.
             * @enum {string}
             */
            crv: "P-256";
            /** @description By which the header of a token names the key. */
            kid: string;
            /**
             * @description The kind of key.
             * @enum {string}
             */
            kty: "EC";
            /**
             * @description What it is for: signatures.
             * @enum {string}
             */
            use: "sig";
            /** @description The first coordinate, in base64url. */
            x: string;
            /** @description The second coordinate, in base64url. */
            y: string;
        };
        KeyBody: {
            /** @description The new key; null where it needs none. It is in force within 2 s and never shown again. */
            apiKey: string | null;
        };
        /**
         * @description Whether it is sent, or signs.
         * @enum {string}
         */
        KeyMode: "bearer" | "signed";
        KeyPage: {
            /** @description The keys of this page. */
            items: components["schemas"]["KeyView"][];
            /** @description What the next page begins at; null on the last one. */
            nextCursor: string | null;
        };
        KeyRotationBody: {
            /**
             * @description For so many hours the secret of now counts too. 0, where it got out: it ends at once.
             * @default 24
             */
            overlapHours?: number;
        };
        KeyView: {
            /** @description From where it counts; none: from everywhere. */
            addresses: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Whether it counts. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself; null: never.
             */
            expiresAt: string | null;
            /** @description The groups whose conversations it sees; null: it sees all. */
            groupIds: string[] | null;
            /**
             * Format: uuid
             * @description The id of the key.
             */
            id: string;
            /** @description From where it was used then. */
            lastUsedAddress: string | null;
            /**
             * Format: date-time
             * @description When it was used last, to the minute.
             */
            lastUsedAt: string | null;
            /** @description Whether it is sent, or signs. */
            mode: components["schemas"]["KeyMode"];
            /** @description What it is for. */
            name: string;
            /**
             * Format: uuid
             * @description The member of the staff who made it or renewed it last: it allows no more than he may do himself.
             */
            ownerId: string | null;
            /** @description What it may do. */
            permissions: ("account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write")[];
            /** @description What it is recognised by: it stands in the key itself, and in signed requests. */
            prefix: string;
            /**
             * Format: date-time
             * @description Until when the secret from before the last rotation counts too.
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description When it got another secret last.
             */
            rotatedAt: string | null;
            /** @description Grows with each change; also its ETag. */
            version: number;
        };
        KindProgressView: {
            /**
             * Format: date-time
             * @description What is older goes. Null: nothing.
             */
            before: string | null;
            /** @description Old enough, but under a legal hold. */
            held: number;
            /** @description What people call it. */
            name: string;
            /** @description How many rows: conversations with their messages, files, originals, … */
            removed: number;
            /**
             * @description unfinished: the next run goes on.
             * @enum {string}
             */
            status: "waiting" | "completed" | "unfinished" | "failed";
        };
        KnowledgeDraftBody: {
            /** @description Left out: that of the handoff. */
            category?: string;
            /**
             * Format: uuid
             * @description What an operator wrote to the contact.
             */
            messageId: string;
            /** @description Left out: what the contact asked last before it. */
            question?: string;
        };
        KnowledgeView: {
            /**
             * @description What was searched: what is live, or what would be.
             * @enum {string}
             */
            edition: "live" | "candidate";
            /** @description Whether the question was translated to find them. */
            translated: boolean;
            /** @description The state of the base that was searched. */
            version: number;
        };
        LabelCoverageView: {
            /** @description Their share, from 0 to 1; null where there were none. */
            coverage: number | null;
            /**
             * Format: date-time
             * @description Where the span begins.
             */
            from: string;
            /** @description Messages that a model wrote. */
            generated: number;
            /** @description Those of them that say so. */
            generatedLabelled: number;
            /** @description Messages of operators. */
            human: number;
            /** @description Those of them that say a model wrote them: there should be none. */
            humanLabelled: number;
            /** @description The oldest of these, at most 100. */
            mislabelled: string[];
            /**
             * Format: date-time
             * @description Not included.
             */
            to: string;
            /** @description The oldest messages of models that do not say so, at most 100. */
            unlabelled: string[];
        };
        ListBody: {
            /** @description The accounts that it is for. Left out: all. */
            accountIds?: string[] | null;
            /**
             * @description What its words lead to; `allow` makes exceptions of them.
             * @enum {string}
             */
            action: "refuse" | "handoff" | "mask" | "alert" | "allow";
            /**
             * @description Which texts it is for.
             * @default both
             * @enum {string}
             */
            direction?: "inbound" | "outbound" | "both";
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /** @description No other has the same. */
            name: string;
        };
        ListPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ListView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ListView: {
            /** @description Null: for all accounts. */
            accountIds: string[] | null;
            /**
             * @description What is done about a hit.
             * @enum {string}
             */
            action: "refuse" | "handoff" | "mask" | "alert" | "allow";
            /**
             * @description Where it is looked for: in what contacts write, in what they are answered, or in both.
             * @enum {string}
             */
            direction: "inbound" | "outbound" | "both";
            /** @description Whether it is in force. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change, those of its words included; its ETag. */
            version: number;
            /** @description How many words it has. */
            words: number;
        };
        LoadView: {
            /** @description Cases that he has claimed. */
            claimed: number;
            /**
             * Format: date-time
             * @description When a case was last offered; null if never.
             */
            lastOfferedAt: string | null;
            /** @description Cases that he alone is asked to take at this moment. */
            offered: number;
        };
        MasterKeyUseView: {
            /**
             * Format: date-time
             * @description When it was used first.
             */
            createdAt: string | null;
            /** @description Whether this process seals with it: it is MASTER_KEY. */
            isCurrent: boolean;
            /** @description Whether this process has it. */
            isHere: boolean;
            /** @description Eight hexadecimal digits, which tell nothing of the key. */
            keyId: string;
            /**
             * Format: date-time
             * @description Since when nothing is sealed under it: it need not be kept any more, except for old backups.
             */
            retiredAt: string | null;
            /** @description How many secrets are sealed under it. */
            sealed: number;
        };
        MasterKeyView: {
            /** @description The key that this process seals with. */
            keyId: string;
            /** @description The newest first. */
            keys: components["schemas"]["MasterKeyUseView"][];
            /** @description How many secrets were sealed by the first releases, which named no key. */
            nameless: number;
            /** @description How many secrets are still to be sealed again, under the current key and suite. */
            waiting: number;
        };
        MediaView: {
            /** @description Null until it is fetched from its channel. */
            bytes: number | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What people see; null until it is fetched. */
            name: string | null;
            /**
             * @description What kind of file it is.
             * @enum {string}
             */
            type: "image" | "voice" | "video" | "file";
        };
        MemberBody: {
            /** @description Whether the member may come in. */
            enabled: boolean;
            /**
             * @description The ids of the roles that the member has, whatever the rules say. Null: those of the rules.
             * @example [
             *       "operator"
             *     ]
             */
            roles: string[] | null;
        };
        MemberView: {
            /**
             * Format: date-time
             * @description When the member came in for the first time.
             */
            createdAt: string;
            /** @description As the provider tells it. */
            email: string | null;
            /** @description Whether the member may come in. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description Of the member.
             */
            id: string;
            /**
             * Format: date-time
             * @description When the member last signed in.
             */
            lastSeenAt: string;
            /** @description As the directory or the provider tells it. */
            name: string;
            /** @description The OpenID provider; null for who came in by WeCom. */
            oidcIssuer: string | null;
            /** @description By which that provider knows the member. */
            oidcSubject: string | null;
            /** @description The ids of the roles. */
            roles: string[];
            /**
             * @description Whether somebody gave the roles, or the rules of entry do.
             * @enum {string}
             */
            rolesFrom: "rules" | "hand";
            /** @description WeCom's userid; null for who came in another way. */
            userId: string | null;
            /** @description Grows with each change. */
            version: number;
        };
        MessageBody: {
            /**
             * Format: uuid
             * @description A file that was uploaded before.
             */
            media?: string;
            /**
             * Format: uuid
             * @description Who says it. Left out: whoever has claimed the case.
             */
            operatorId?: string;
            /** @description Either this or `media`. */
            text?: string;
            /**
             * @description Of the file.
             * @enum {string}
             */
            type?: "image" | "voice" | "video" | "file";
        };
        MessagePage: {
            /** @description What this page holds. */
            items: components["schemas"]["MessageView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        MessageView: {
            /** @description What else the message consists of; its form depends on the type. */
            content: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * @description From the contact, or to the contact.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The files that came with it, or went out with it. */
            media: components["schemas"]["MediaView"][];
            /** @description Why it has become that; null where there is nothing to say. */
            reason: string | null;
            /**
             * @description Who says it.
             * @enum {string}
             */
            sender: "contact" | "bot" | "operator" | "system";
            /** @description What has become of it. */
            status: string;
            /** @description The text, personal data masked; null for what is no text. */
            text: string | null;
            /** @description The kind of message, such as text, image or event. */
            type: string;
        };
        MeView: {
            /** @description The groups that the caller belongs to. */
            groups: string[];
            /** @description Of the member, or of the key. */
            id: string;
            /**
             * @description A member of the staff, or a machine with a key.
             * @enum {string}
             */
            kind: "staff" | "key";
            /** @description Of the member; null for a key. */
            name: string | null;
            /** @description The operators that the caller is. */
            operators: string[];
            /** @description What the caller may do. */
            permissions: components["schemas"]["Permission"][];
            /**
             * @description Whose conversations the caller sees.
             * @enum {string}
             */
            reach: "all" | "groups";
            /** @description The ids of the roles of the member; none for a key. */
            roles: string[];
            /** @description WeCom's userid of the member, if he has one. */
            userId: string | null;
        };
        MillisecondsView: {
            /** @description Of all completions. */
            model?: number;
            /** @description Milliseconds of the search. */
            search?: number;
            /** @description Without the wait for the burst. */
            total?: number;
        };
        MinuteView: {
            /** @description How many requests were made in this minute. */
            requests: number;
            /** @description How many tokens they took. */
            tokens: number;
        };
        ModelBody: {
            /** @description It is never shown again. Left out: none, or the one that there is. */
            apiKey?: string;
            /** @description Its address, such as https://api.deepseek.com/v1; of FastGPT such as https://fastgpt.example/api/v1, of Dify such as https://api.dify.ai/v1, of ChatGLM the address of its api.py. With another host the key is forgotten. */
            baseUrl: string;
            /**
             * @description Completions at once, in each process. Four times as many wait up to 2 s for a place.
             * @default 100
             */
            concurrency?: number;
            /** @description In the currency of the prices. 0: nothing may be spent. Null: no limit. */
            dailyCost?: number | null;
            /** @description A day begins at midnight UTC. Null: no limit. */
            dailyTokens?: number | null;
            /**
             * @description Whether it is asked.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Until the first piece of an answer. ChatGLM sends the whole at once: it knows `timeoutMs` alone.
             * @default 15000
             */
            firstTokenTimeoutMs?: number;
            /**
             * @description Of a million prompt tokens. All prices and budgets are in one currency, whichever you like.
             * @default 0
             */
            inputPrice?: number;
            /**
             * @description What the provider calls it. Needed for openai-compatible; the others have one model, or one app.
             * @default
             */
            model?: string;
            /** @description Unique; what people, explanations and metrics call it. */
            name: string;
            /**
             * @description Of a million tokens of answers.
             * @default 0
             */
            outputPrice?: number;
            /**
             * @description How it is spoken to.
             * @enum {string}
             */
            provider: "openai-compatible" | "fastgpt" | "chatglm" | "dify";
            /** @description Null: no limit. */
            requestsPerMinute?: number | null;
            /**
             * @description For all of it, retries included. The deadline of a turn may be sooner.
             * @default 20000
             */
            timeoutMs?: number;
            /** @description Null: no limit. */
            tokensPerMinute?: number | null;
        };
        ModelPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ModelView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ModelView: {
            /** @description The address of the provider's API. */
            baseUrl: string;
            /** @description Completions at once, in each process. */
            concurrency: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Null: no limit. */
            dailyCost: number | null;
            /** @description Null: no limit. */
            dailyTokens: number | null;
            /** @description Whether it is asked. */
            enabled: boolean;
            /** @description Until the first piece of an answer. */
            firstTokenTimeoutMs: number;
            /** @description Whether a key is stored. It is never shown. */
            hasKey: boolean;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Of a million prompt tokens. */
            inputPrice: number;
            /** @description What the provider calls it. */
            model: string;
            /** @description What people call it. */
            name: string;
            /** @description Of a million tokens of answers. */
            outputPrice: number;
            /**
             * @description How the model is spoken to.
             * @enum {string}
             */
            provider: "openai-compatible" | "fastgpt" | "chatglm" | "dify";
            /** @description Null: no limit. */
            requestsPerMinute: number | null;
            /** @description For all of it, retries included. */
            timeoutMs: number;
            /** @description Null: no limit. */
            tokensPerMinute: number | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change, its ETag. */
            version: number;
        };
        NamedSettingChange: {
            /**
             * @description The setting.
             * @example dialog.quoteThreshold
             * @enum {string}
             */
            key: "access.sessionHours" | "access.sessionIdleMinutes" | "access.sessionRotationMinutes" | "access.wecomPrivateInfo" | "audit.purposeRequired" | "cache.answerHours" | "cache.warmedQuestions" | "dialog.aiLabel" | "dialog.clarifyThreshold" | "dialog.companyName" | "dialog.intentModel" | "dialog.knowledgeLanguage" | "dialog.lowConfidenceAction" | "dialog.quoteThreshold" | "handoff.sensitiveSubjects" | "handoff.unsupportedContent" | "limits.accountPerMinute" | "limits.apiExportsPerMinute" | "limits.apiImportsPerMinute" | "limits.apiKeyPerMinute" | "limits.apiSignInsPerMinute" | "limits.apiStaffPerMinute" | "limits.apiStrangersPerMinute" | "limits.contactPerDay" | "limits.contactPerMinute" | "limits.totalPerMinute" | "privacy.fourEyes" | "privacy.notice" | "privacy.noticeEnabled" | "privacy.patterns" | "retention.casesDays" | "retention.eventsMonths" | "retention.mediaDays" | "retention.messagesDays" | "retention.questionsDays" | "retention.vaultDays" | "satisfaction.botSample";
            /**
             * @description Its form depends on the setting: see its `schema`.
             * @example 0.75
             */
            value: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description The version that was seen: a change since then is a conflict.
             * @example 3
             */
            version?: number;
        };
        NewApiKeyBody: {
            /**
             * @description Addresses and ranges from where it counts. None: from everywhere.
             * @default []
             * @example [
             *       "10.20.0.0/16",
             *       "192.0.2.7"
             *     ]
             */
            addresses?: string[];
            /**
             * @description Whether it counts.
             * @default true
             */
            enabled?: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself. Null: never.
             * @default null
             */
            expiresAt?: string | null;
            /**
             * @description The groups whose conversations it sees. Null: all conversations.
             * @default null
             */
            groupIds?: string[] | null;
            /**
             * @description Whether the key itself is sent with each request (bearer), or signs it and never leaves (signed).
             * @default bearer
             */
            mode?: components["schemas"]["KeyMode"];
            /** @description What it is for. No two keys have one name. */
            name: string;
            /**
             * @description What it may do: nothing that its maker may not.
             * @example [
             *       "knowledge.read",
             *       "conversation.read"
             *     ]
             */
            permissions: ("account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write")[];
        };
        NewHandoffBody: {
            /**
             * Format: uuid
             * @description Left out: the group that it belongs to.
             */
            groupId?: string;
            /** @description The higher, the sooner it is offered. 0 where it is left out. */
            priority?: number;
            /** @description Why a human is needed. `api` where it is left out. */
            reason?: string;
            /** @description What whoever takes over should know. */
            summary?: string;
        };
        NewKeyView: {
            /** @description From where it counts; none: from everywhere. */
            addresses: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Whether it counts. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself; null: never.
             */
            expiresAt: string | null;
            /** @description The groups whose conversations it sees; null: it sees all. */
            groupIds: string[] | null;
            /**
             * Format: uuid
             * @description The id of the key.
             */
            id: string;
            /** @description From where it was used then. */
            lastUsedAddress: string | null;
            /**
             * Format: date-time
             * @description When it was used last, to the minute.
             */
            lastUsedAt: string | null;
            /** @description Whether it is sent, or signs. */
            mode: components["schemas"]["KeyMode"];
            /** @description What it is for. */
            name: string;
            /**
             * Format: uuid
             * @description The member of the staff who made it or renewed it last: it allows no more than he may do himself.
             */
            ownerId: string | null;
            /** @description What it may do. */
            permissions: ("account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write")[];
            /** @description What it is recognised by: it stands in the key itself, and in signed requests. */
            prefix: string;
            /**
             * Format: date-time
             * @description Until when the secret from before the last rotation counts too.
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description When it got another secret last.
             */
            rotatedAt: string | null;
            /** @description The key itself. It is shown now and never again. */
            secret: string;
            /** @description Grows with each change; also its ETag. */
            version: number;
        };
        NewRoleBody: {
            /**
             * @description Whom it is for.
             * @default
             */
            description?: string;
            /**
             * @description By which it is given: small letters, digits and hyphens. It never changes.
             * @example night-shift
             */
            id: string;
            /** @description What people call it. No two roles have one name. */
            name: string;
            /**
             * @description What it gives: nothing that its maker does not hold.
             * @example [
             *       "conversation.read",
             *       "ticket.read"
             *     ]
             */
            permissions: components["schemas"]["Permission"][];
            /**
             * @description Whose conversations: those of all, or those that the groups of the member had to do with.
             * @default groups
             * @enum {string}
             */
            reach?: "all" | "groups";
        };
        NewTicketBody: {
            /**
             * Format: uuid
             * @description The operator who has it.
             */
            assigneeId?: string | null;
            /** @description The category; null for none. */
            category?: string | null;
            /**
             * Format: uuid
             * @description Whose ticket it is.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description What it is about: a conversation of that contact.
             */
            conversationId?: string;
            /**
             * Format: date-time
             * @description Until when it is to be done; null for no date.
             */
            dueAt?: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId?: string | null;
            /**
             * @description How urgent it is.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high" | "urgent";
            /** @description From then on no model changes it. */
            summary?: string;
            /**
             * @description Whether the contact is told of it and its number.
             * @default false
             */
            tellContact?: boolean;
            /** @description What it is about. */
            title?: string;
        };
        NoteBody: {
            /** @description For operators; the contact never sees it. */
            text: string;
        };
        NoteView: {
            /** @description Who wrote it. */
            author: components["schemas"]["AuthorView"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The note itself. */
            text: string;
        };
        NoticeView: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description The language of the notice, such as zh-Hans. */
            language: string;
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string;
            /** @description Of the setting privacy.notice: the text that the contact was given. */
            version: number;
        };
        NotificationPage: {
            /** @description What this page holds. */
            items: components["schemas"]["NotificationView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        NotificationView: {
            /** @description Since it was made, or replayed. */
            attempts: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was delivered or given up; null while it waits.
             */
            doneAt: string | null;
            /** @description What happened, such as `handoff.offered`. */
            event: string;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The case.
             */
            handoffId: string | null;
            /**
             * Format: uuid
             * @description The delivery id of a webhook; it stands in the Message-ID of an e-mail.
             */
            id: string;
            /**
             * @description The way it takes.
             * @enum {string}
             */
            kind: "member" | "card-update" | "group-robot" | "email" | "webhook";
            /**
             * Format: date-time
             * @description It is not sent before.
             */
            notBefore: string;
            /**
             * Format: uuid
             * @description Who gets it; null for a sink.
             */
            operatorId: string | null;
            /** @description Why it waits or will not arrive. */
            reason: string | null;
            /**
             * Format: uuid
             * @description The sink that it goes to; null for what goes to a member.
             */
            sinkId: string | null;
            /**
             * @description What has become of it.
             * @enum {string}
             */
            state: "pending" | "sending" | "delivered" | "superseded" | "dead";
            /** @description The member, or where the sink went. */
            target: string;
            /** @description WeCom refused the card, and a text was sent in its place. */
            usesFallback: boolean;
        };
        OfferView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Until when it can be accepted.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description Shared by those who were asked at once.
             */
            id: string;
            /**
             * Format: uuid
             * @description The operator.
             */
            operatorId: string;
            /**
             * @description Whom it was offered to.
             * @enum {string}
             */
            stage: "next" | "group" | "supervisor";
            /**
             * @description What became of the offer.
             * @enum {string}
             */
            state: "open" | "claimed" | "passed" | "postponed" | "expired" | "withdrawn" | "failed";
        };
        OperatorBody: {
            /**
             * Format: uuid
             * @description The app that he is written to through. One operator a member.
             */
            accountId: string;
            /**
             * @description So many cases at once, and no more.
             * @default 5
             */
            capacity?: number;
            /**
             * @description Otherwise he is offered nothing.
             * @default true
             */
            enabled?: boolean;
            /** @description The groups that the operator is in. */
            groupIds?: string[];
            /** @description Such as `zh-Hans` or `en`; `zh` stands for both scripts. None: any. */
            languages?: string[];
            /** @description The WeCom userid, as the directory writes it. */
            memberId: string;
            /** @description As contacts and other operators read it. */
            name: string;
            /**
             * @description Whether he reads the personal data of contacts whose cases he has claimed. Otherwise placeholders.
             * @default true
             */
            seesOriginals?: boolean;
            /** @description Left out: whenever his groups are at work. */
            workingHours?: components["schemas"]["CalendarBody"];
        };
        OperatorOperation: {
            /**
             * Format: uuid
             * @description What is to be updated or deleted.
             */
            id?: string;
            /**
             * @description As the header: the ETag that was seen.
             * @example "3"
             */
            ifMatch?: string;
            /**
             * @description What is to be done.
             * @enum {string}
             */
            op: "create" | "update" | "delete";
            /** @description What the operator is to be; a deletion needs none. */
            value?: components["schemas"]["OperatorBody"];
        };
        OperatorOperations: {
            /** @description What is to be done, in order. */
            items: components["schemas"]["OperatorOperation"][];
        };
        OperatorPage: {
            /** @description What this page holds. */
            items: components["schemas"]["OperatorView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        OperatorView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /** @description How many cases the operator takes at once. */
            capacity: number;
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description The groups that the operator is in. */
            groupIds: string[];
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description None: any. */
            languages: string[];
            /** @description How much the operator has to do. */
            load: components["schemas"]["LoadView"];
            /** @description The WeCom userid. */
            memberId: string;
            /** @description What people call it. */
            name: string;
            /** @description Whether new cases are offered. */
            presence: components["schemas"]["PresenceView"];
            /** @description Whether he reads the personal data of contacts whose cases he has claimed. */
            seesOriginals: boolean;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change of what an administrator says of him: his ETag. */
            version: number;
            /** @description Null: whenever his groups are at work. */
            workingHours: components["schemas"]["CalendarView"] | null;
        };
        OriginalView: {
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /** @description As the contact first wrote it. */
            original: string;
            /**
             * @description What stands in the text in its place.
             * @example 〔手机号·1〕
             */
            placeholder: string;
        };
        OutcomeCountsView: {
            /** @description How many questions were answered. */
            answered: number;
            /** @description No model gave an answer that can be used. */
            failed: number;
            /** @description How many went to a human. */
            "handed-off": number;
            /** @description The model found no answer in the knowledge. */
            unanswered: number;
        };
        PassagePage: {
            /** @description What this page holds. */
            items: components["schemas"]["PassageView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
            /** @description The revision of the document that they belong to. */
            revision: number;
        };
        PassagePlace: {
            /** @description The headings it stands under, from the outermost one. */
            headingPath: string[];
            /** @description From 0, in reading order. */
            ordinal: number;
        };
        PassageView: {
            /** @description The headings that it stands under, from the outermost one. */
            headingPath: string[];
            /** @description From 0, in reading order. */
            ordinal: number;
            /** @description The passage itself. */
            text: string;
        };
        /**
         * @description What it gives.
         * @enum {string}
         */
        Permission: "account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write";
        PresenceBody: {
            /**
             * @description Only who is online is offered cases. Away by itself: two missed.
             * @enum {string}
             */
            presence: "online" | "busy" | "away";
        };
        PresenceView: {
            /** @description Offers in a row that ran out unanswered. */
            missedOffers: number;
            /**
             * @description Whether new cases are offered.
             * @enum {string}
             */
            presence: "online" | "busy" | "away";
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description An error, as RFC 9457 has it. */
        Problem: {
            /**
             * @description Which error it is. It stays: programs go by it.
             * @example request.not-found
             * @enum {string}
             */
            code: "access.address-forbidden" | "access.body-digest-wrong" | "access.csrf-refused" | "access.disabled" | "access.escalation" | "access.first-administrator-refused" | "access.forbidden" | "access.key-expired" | "access.last-administrator" | "access.nonce-used" | "access.not-a-member" | "access.not-admitted" | "access.out-of-reach" | "access.own-rights" | "access.provider-unreachable" | "access.roles-conflict" | "access.session-ended" | "access.sign-in-declined" | "access.sign-in-locked" | "access.sign-in-refused" | "access.sign-in-stale" | "access.sign-in-unavailable" | "access.signature-malformed" | "access.signature-stale" | "access.signature-wrong" | "access.token-from-token" | "access.token-invalid" | "access.unauthorized" | "audit.event-unsealed" | "audit.export-gone" | "audit.export-stuck" | "audit.export-unfinished" | "audit.exports-waiting" | "audit.month-kept" | "audit.purpose-required" | "audit.verification-running" | "backup.damaged" | "backup.database-not-empty" | "backup.file-exists" | "backup.from-newer-program" | "backup.restore-unfinished" | "callback.account-unknown" | "callback.ciphertext-invalid" | "callback.envelope-invalid" | "callback.message-invalid" | "callback.parameter-missing" | "callback.receiver-mismatch" | "callback.signature-invalid" | "callback.stale" | "command.not-now" | "command.unconfirmed" | "config.invalid" | "database.in-use" | "database.migration-missing" | "database.start-failed" | "database.unavailable" | "dialog.replay-stuck" | "dialog.replays-waiting" | "handoff.at-capacity" | "handoff.closed" | "handoff.not-claimed" | "handoff.operator-refused" | "handoff.streams-full" | "handoff.taken" | "knowledge.evaluation-stuck" | "knowledge.evaluations-waiting" | "knowledge.file-columns-missing" | "knowledge.file-damaged" | "knowledge.file-empty" | "knowledge.file-encoding-unknown" | "knowledge.file-encrypted" | "knowledge.file-format-mismatch" | "knowledge.file-inflates-too-much" | "knowledge.file-sheet-unknown" | "knowledge.file-text-missing" | "knowledge.file-too-costly" | "knowledge.file-too-long" | "knowledge.import-stuck" | "knowledge.index-unavailable" | "knowledge.step-forbidden" | "media.gone" | "media.waiting" | "notification.not-dead" | "privacy.copy-gone" | "privacy.copy-unfinished" | "privacy.on-hold" | "privacy.request-stuck" | "privacy.unmasking-closed" | "privacy.unmaskings-waiting" | "prompt.trial-stuck" | "prompt.trials-waiting" | "request.answer-lost" | "request.conflict" | "request.headers-too-large" | "request.idempotency-mismatch" | "request.invalid" | "request.method-not-allowed" | "request.not-found" | "request.precondition-failed" | "request.rate-limited" | "request.still-running" | "request.streams-full" | "request.too-large" | "request.too-slow" | "request.unsupported-media-type" | "secret.master-key-wrong" | "secret.undecipherable" | "server.internal" | "ticket.comments-full" | "ticket.step-forbidden" | "wecom.token-refused" | "wecom.unreachable";
            /**
             * @description What is wrong this time, for people.
             * @example the document was not found
             */
            detail: string;
            /** @description What is wrong with which field. */
            faults?: string[];
            /**
             * Format: uuid
             * @description Under which the log knows the request.
             */
            requestId: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What the error means, in general.
             * @example There is no such resource
             */
            title: string;
            /**
             * @description A name of the error.
             * @example urn:wecom-kefu:error:request.not-found
             */
            type: string;
        };
        PromptBody: {
            /** @description The system message, with placeholders: {{rules}} and {{passages}}, once each; {{company}}, {{language}} and {{today}} at will. */
            body: string;
            /**
             * @description What the template is for.
             * @default answer
             * @enum {string}
             */
            name?: "answer";
            /** @description What is new about it. */
            note?: string;
        };
        PromptPage: {
            /** @description What this page holds. */
            items: components["schemas"]["PromptSummaryView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        PromptSummaryView: {
            /**
             * Format: date-time
             * @description Null for the shipped one.
             */
            createdAt: string | null;
            /** @description Of what the model reads of it: explanations and the cache tell versions apart by it. */
            digest: string;
            /**
             * @description What the template is for.
             * @enum {string}
             */
            name: "answer";
            /** @description What its author says about it. */
            note: string;
            /**
             * Format: date-time
             * @description When it was last made live.
             */
            publishedAt: string | null;
            /**
             * @description One version of a name is live.
             * @enum {string}
             */
            state: "draft" | "live" | "retired";
            /** @description Such as `answer-7`; `default` is the one that is shipped. */
            version: string;
        };
        PromptView: {
            /** @description The system message, with its placeholders. */
            body: string;
            /**
             * Format: date-time
             * @description Null for the shipped one.
             */
            createdAt: string | null;
            /** @description Of what the model reads of it: explanations and the cache tell versions apart by it. */
            digest: string;
            /**
             * @description What the template is for.
             * @enum {string}
             */
            name: "answer";
            /** @description What its author says about it. */
            note: string;
            /**
             * Format: date-time
             * @description When it was last made live.
             */
            publishedAt: string | null;
            /**
             * @description One version of a name is live.
             * @enum {string}
             */
            state: "draft" | "live" | "retired";
            /** @description Such as `answer-7`; `default` is the one that is shipped. */
            version: string;
        };
        ProofDto: {
            /** @description What is hashed of it, in the order of docs/audit-format.md. */
            fields: {
                [key: string]: string | null;
            };
            /** @description The public key that verifies the seal. */
            key: components["schemas"]["SigningKeyDto"];
            /** @description The hash of the event, in hexadecimal. */
            leaf: string;
            /** @description The nodes beside its way to the root, lowest first, in hexadecimal. */
            path: string[];
            /** @description The seal that covers the event. */
            seal: components["schemas"]["SealDto"];
            /** @description The place of the event in the chain. */
            sequence: number;
        };
        QuestionItem: {
            /** @description The document that answers it. */
            expectedExternalId?: string | null;
            /** @description Is kept with personal data masked. */
            question: string;
        };
        QuestionsBody: {
            /**
             * Format: uuid
             * @description Only what this account may quote, and of the questions that were asked, only those asked of it.
             */
            accountId?: string;
            /** @description What this page holds. */
            items: components["schemas"]["QuestionItem"][];
            /**
             * @description Questions that are sent along.
             * @enum {string}
             */
            kind: "questions";
        };
        ReasonBody: {
            /** @description Why; kept with it. */
            reason?: string | null;
        };
        RecentHitsView: {
            /** @description How many of them hold a word of the file. */
            hit: number;
            /** @description How many messages were looked at. */
            messages: number;
            /** @description Those in most messages first, 200 at most. */
            words: components["schemas"]["WordHitsView"][];
        };
        ReplayBody: {
            /**
             * Format: uuid
             * @description Only questions to this account.
             */
            accountId?: string;
            /**
             * Format: date-time
             * @description Questions that were asked from then on.
             */
            from: string;
            /**
             * @description What is published, or what would be.
             * @enum {string}
             */
            knowledge?: "live" | "candidate";
            /**
             * @description The newest, at most so many.
             * @default 200
             */
            limit?: number;
            /** @description This version of the prompt instructs the models. */
            promptVersion?: string;
            /**
             * Format: uuid
             * @description This route answers all of them, whatever its condition says.
             */
            routeId?: string;
            /**
             * Format: date-time
             * @description And before that moment.
             */
            to: string;
        };
        ReplayChangesView: {
            /** @description Only the new way answers. */
            answered: number;
            /** @description Something else. */
            other: number;
            /** @description The same in other words. */
            reworded: number;
            /** @description How many answers stayed as they were. */
            same: number;
            /** @description Only the old way did. */
            unanswered: number;
        };
        ReplayedAnswerView: {
            /** @description The arm of the route; null for none. */
            arm: string | null;
            /** @description How sure the answer is, from 0 to 1; null without one. */
            confidence: number | null;
            /** @description What it cost, in the currency of the prices; null without a model. */
            cost: number | null;
            /** @description External ids of what was found, the best first. */
            documents: string[];
            /** @description How long it took. */
            milliseconds: number | null;
            /** @description The model that answered; null where none did. */
            model: string | null;
            /** @description Such as `answered`. */
            outcome: string;
            /** @description The version of the prompt; null where none was used. */
            promptVersion: string | null;
            /** @description Such as `model`. */
            reason: string;
            /** @description The route that it took; null for none. */
            route: string | null;
            /** @description Personal data is masked. */
            text: string | null;
        };
        ReplayedTurnPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ReplayedTurnView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ReplayedTurnView: {
            /** @description What is answered now. */
            after: components["schemas"]["ReplayedAnswerView"];
            /** @description What was answered then. */
            before: components["schemas"]["ReplayedAnswerView"];
            /**
             * @description What has changed.
             * @enum {string}
             */
            change: "answered" | "unanswered" | "reworded" | "other" | "same";
            /** @description Personal data is masked. */
            question: string;
            /**
             * Format: uuid
             * @description The turn: one answer of the bot and what it answers.
             */
            turnId: string;
        };
        ReplayFailureView: {
            /** @description A code of docs/errors.md. */
            code: string;
            /** @description What went wrong, in words. */
            message: string;
        };
        ReplayPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ReplayView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ReplayReportView: {
            /** @description How many answers changed, by kind. */
            changes: components["schemas"]["ReplayChangesView"];
            /** @description What the new answers cost, in the currency of the prices. */
            costAfter: number;
            /** @description In the currency of the models’ prices. */
            costBefore: number;
            /** @description The mean time of the new answers in milliseconds; null without any. */
            meanMsAfter: number | null;
            /** @description The mean time of the old answers in milliseconds; null without any. */
            meanMsBefore: number | null;
            /** @description Those that are still kept, and were answered once more. */
            questions: number;
        };
        ReplayView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Why it failed; null where it did not. */
            failure: components["schemas"]["ReplayFailureView"] | null;
            /**
             * Format: date-time
             * @description Where the span begins.
             */
            from: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description Questions that were looked at until now. */
            processed: number;
            /** @description Null until it is completed. */
            report: components["schemas"]["ReplayReportView"] | null;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /**
             * Format: date-time
             * @description Where the span ends.
             */
            to: string;
            /** @description Questions. */
            total: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description What is not as it was; null: as the routes have it now. */
            way: components["schemas"]["ReplayWayView"];
        };
        ReplayWayView: {
            /**
             * @description What is searched: what is live, or what would be; null: as the route says.
             * @enum {string|null}
             */
            knowledge: "live" | "candidate" | null;
            /** @description The version of the prompt; null where none was used. */
            promptVersion: string | null;
            /**
             * Format: uuid
             * @description The model route.
             */
            routeId: string | null;
        };
        ReportView: {
            /** @description Of what would be, if all drafts were. */
            after: components["schemas"]["ActionCountsView"];
            /** @description Of what is published. */
            before: components["schemas"]["ActionCountsView"];
            /** @description The right document higher up, a choice instead of nothing, nothing instead of wrong. */
            better: number;
            /** @description The contact would read something else, and nothing says which is better. */
            changed: number;
            /** @description Of so many it is known which document answers them. */
            expected: number;
            /** @description Are answered today, and would not be any more. */
            lostHits: number;
            /** @description Null without a question. */
            meanConfidenceAfter: number | null;
            /** @description Null without a question. */
            meanConfidenceBefore: number | null;
            /** @description Would be answered, and rightly as far as that is known, and are not today. */
            newHits: number;
            /** @description Different questions, however often each was asked; so are all counts here. */
            questions: number;
            /** @description Of the questions whose document is known, the share that has it first; null without one. */
            recallAt1After: number | null;
            /** @description Of the questions whose document is known, the share that has it first; null without one. */
            recallAt1Before: number | null;
            /** @description How many questions get the same hit. */
            same: number;
            /** @description The opposite. */
            worse: number;
        };
        ResolutionBody: {
            /** @description What there is to say of it; operators read it. */
            note?: string;
            /**
             * @description What came of the case.
             * @enum {string}
             */
            outcome: "solved" | "unsolved" | "duplicate" | "spam" | "other";
        };
        ResolutionItem: {
            /**
             * Format: uuid
             * @description The case.
             */
            id: string;
            /** @description What there is to say of it; operators read it. */
            note?: string;
            /**
             * @description What came of the case.
             * @enum {string}
             */
            outcome: "solved" | "unsolved" | "duplicate" | "spam" | "other";
        };
        ResolutionsBody: {
            /** @description The cases that are done. */
            items: components["schemas"]["ResolutionItem"][];
        };
        ResponseMappingBody: {
            /** @description The result is an object of these: name → JSON pointer. */
            fields?: {
                [key: string]: string;
            };
            /** @description What a contact is told, with `{{/json/pointer}}` into the response and `{{argument}}`. */
            message?: string;
            /** @description A JSON pointer to the part that counts. Left out: the whole. */
            result?: string;
            /** @description For systems that answer 200 to everything. */
            success?: components["schemas"]["SuccessBody"];
        };
        RetentionKindView: {
            /** @description Its value, in days or, of audit events, in months. 0: for ever. */
            kept: number;
            /** @description Such as messages. */
            name: string;
            /** @description The setting that says how long it is kept. */
            setting: string;
        };
        RetentionRunPage: {
            /** @description What this page holds. */
            items: components["schemas"]["RetentionRunView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        RetentionRunView: {
            /**
             * Format: date-time
             * @description When it ended, well or not; null until then.
             */
            finishedAt: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What was removed, by kind. */
            kinds: components["schemas"]["KindProgressView"][];
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * @description Whether it still runs.
             * @enum {string}
             */
            status: "running" | "completed";
        };
        RetentionView: {
            /** @description What is not kept for ever, and for how long it is. */
            kinds: components["schemas"]["RetentionKindView"][];
        };
        ReviewPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ReviewView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ReviewView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string | null;
            /**
             * Format: uuid
             * @description Its transcript shows the rest.
             */
            conversationId: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the answer was given.
             */
            eventAt: string;
            /**
             * Format: uuid
             * @description The audit event.
             */
            eventId: string;
            /**
             * Format: date-time
             * @description The period that it was picked from.
             */
            from: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string | null;
            /** @description What the reviewer says besides. */
            note: string | null;
            /**
             * Format: date-time
             * @description When it was judged; null while it is not.
             */
            reviewedAt: string | null;
            /** @description Who judged it; null while nobody has. */
            reviewedBy: string | null;
            /**
             * Format: uuid
             * @description The search that picked the answer.
             */
            savedSearchId: string;
            /** @description The name of that search when it picked the answer. */
            searchName: string;
            /** @description What was answered, masked; null once it is erased. */
            text: string | null;
            /**
             * Format: date-time
             * @description Where the period ends, which it was picked from.
             */
            to: string;
            /**
             * @description What the reviewer thinks of the answer; null while nobody has looked.
             * @enum {string|null}
             */
            verdict: "ok" | "wrong" | "unsafe" | "privacy" | null;
            /** @description Grows with each verdict; it is the ETag. */
            version: number;
        };
        RevisionItem: {
            /** @description Who did it. */
            author?: {
                /** @description The id. */
                id?: string;
                /**
                 * @description Of which kind.
                 * @enum {string}
                 */
                kind: "system" | "contact" | "key" | "staff";
            };
            /** @description The fields that differ from the revision before. */
            changed: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The title of a text. */
            question: string;
            /** @description Why, if somebody said so. */
            reason: string | null;
            /** @description Grows with each change of what it says. */
            revision: number;
            /** @description The state of the document then. */
            state: components["schemas"]["DocumentState"];
        };
        RevisionPage: {
            /** @description What this page holds. */
            items: components["schemas"]["RevisionItem"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        RevisionView: {
            /** @description The whole text of a text. */
            answer: string;
            /** @description Who did it. */
            author?: {
                /** @description The id. */
                id?: string;
                /**
                 * @description Of which kind.
                 * @enum {string}
                 */
                kind: "system" | "contact" | "key" | "staff";
            };
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The document.
             */
            documentId: string;
            /** @description An entry with a question and its answer, or a text. */
            kind: components["schemas"]["DocumentKind"];
            /** @description BCP 47; null: nobody said. */
            language: string | null;
            /** @description The title of a text. */
            question: string;
            /** @description Why, if somebody said so. */
            reason: string | null;
            /** @description Grows with each change of what it says. */
            revision: number;
            /** @description Other ways of asking the same. */
            similarQuestions: string[];
            /** @description The state of the document then. */
            state: components["schemas"]["DocumentState"];
            /** @description Words to find it by. */
            tags: string[];
            /**
             * Format: date-time
             * @description Not found before this moment.
             */
            validFrom: string | null;
            /**
             * Format: date-time
             * @description Not found from this moment on.
             */
            validUntil: string | null;
        };
        RoleBody: {
            /**
             * @description Whom it is for.
             * @default
             */
            description?: string;
            /** @description What people call it. No two roles have one name. */
            name: string;
            /**
             * @description What it gives: nothing that its maker does not hold.
             * @example [
             *       "conversation.read",
             *       "ticket.read"
             *     ]
             */
            permissions: components["schemas"]["Permission"][];
            /**
             * @description Whose conversations: those of all, or those that the groups of the member had to do with.
             * @default groups
             * @enum {string}
             */
            reach?: "all" | "groups";
        };
        RolePage: {
            /** @description The roles, those that come with the program first. */
            items: components["schemas"]["RoleView"][];
            /** @description Null: there is one page. */
            nextCursor: string | null;
        };
        RoleView: {
            /** @description Whom it is for. */
            description: string;
            /**
             * @description By which it is given.
             * @example operator
             */
            id: string;
            /** @description Whether it comes with the program: nobody changes or deletes it then. */
            isBuiltIn: boolean;
            /** @description What people call it. */
            name: string;
            /** @description What it gives. */
            permissions: components["schemas"]["Permission"][];
            /**
             * @description Whose conversations: those of all, or those that the groups of the member had to do with.
             * @enum {string}
             */
            reach: "all" | "groups";
            /** @description Grows with each change; 0 of one that comes with the program. */
            version: number;
        };
        RotateTokenKeyBody: {
            /**
             * @description Whether what the old keys signed ends at once: for a key that somebody may have got hold of.
             * @default false
             */
            revokesOld?: boolean;
        };
        RouteArmBody: {
            /**
             * @description What is published, or what would be if all drafts were.
             * @default live
             * @enum {string}
             */
            knowledge?: "live" | "candidate";
            /** @description Tried in this order; after the last, and without any, the knowledge base is quoted. */
            modelIds: string[];
            /** @description Unique in the route: contacts and figures go by it. */
            name: string;
            /** @description A version of the prompt `answer`. Left out: the one that is live. */
            promptVersion?: string;
            /** @description The share of contacts in percent, with two decimals at most; 100 in all arms. */
            weight: number;
        };
        RouteArmView: {
            /**
             * @description What the arm searches: what is live, or what would be.
             * @enum {string}
             */
            knowledge: "live" | "candidate";
            /** @description In the order in which they are tried. */
            modelIds: string[];
            /** @description What people call it. */
            name: string;
            /** @description Null: the one that is live. */
            promptVersion: string | null;
            /** @description The share of contacts in percent. */
            weight: number;
        };
        RouteBody: {
            /** @description The first is the control, with which the others are compared. */
            arms: components["schemas"]["RouteArmBody"][];
            /** @description All that is named must match. Left out: every question. */
            condition?: components["schemas"]["RouteConditionBody"];
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /** @description Unique. */
            name: string;
            /**
             * @description The lowest is asked first; of two that are equal, the older one.
             * @default 100
             */
            priority?: number;
            /** @description What is left out is the model’s own. */
            settings?: components["schemas"]["RouteSettingsBody"];
        };
        RouteConditionBody: {
            /** @description Only contacts of these accounts. */
            accountIds?: string[];
            /** @description The best entry of the knowledge base is of one of these categories. */
            categories?: string[];
            /** @description The account is of one of these kinds, such as `wecom-app`. */
            channels?: string[];
            /**
             * @description Easy: short, and the base is sure of an entry.
             * @enum {string}
             */
            difficulty?: "easy" | "hard";
            /** @description One of these intents. */
            intents?: string[];
            /** @description The conversation is in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`. */
            languages?: string[];
        };
        RouteConditionView: {
            /** @description Null: any. */
            accountIds: string[] | null;
            /** @description Null: any. */
            categories: string[] | null;
            /** @description Null: any. */
            channels: string[] | null;
            /**
             * @description Null: any.
             * @enum {string|null}
             */
            difficulty: "easy" | "hard" | null;
            /** @description Null: any. */
            intents: string[] | null;
            /** @description Null: any. */
            languages: string[] | null;
        };
        RoutePage: {
            /** @description What this page holds. */
            items: components["schemas"]["RouteView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        RouteSettingsBody: {
            /** @description Left out: that of the model. */
            firstTokenTimeoutMs?: number;
            /** @description Of an answer, in tokens. */
            maxTokens?: number;
            /** @description The model stops before any of these. */
            stop?: string[];
            /** @description How freely the model words its answers. */
            temperature?: number;
            /** @description Left out: that of the model. */
            timeoutMs?: number;
        };
        RouteSettingsView: {
            /** @description Null: as the model says. */
            firstTokenTimeoutMs: number | null;
            /** @description Null: as the model says. */
            maxTokens: number | null;
            /** @description Null: as the model says. */
            stop: string[] | null;
            /** @description Null: as the model says. */
            temperature: number | null;
            /** @description Null: as the model says. */
            timeoutMs: number | null;
        };
        RouteView: {
            /** @description The first is the control. */
            arms: components["schemas"]["RouteArmView"][];
            /**
             * Format: date-time
             * @description Since when the arms are what they are: figures begin here.
             */
            comparedFrom: string;
            /** @description All that is named must match. */
            condition: components["schemas"]["RouteConditionView"];
            /** @description Whether it is in force. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The lowest is asked first. */
            priority: number;
            /** @description How the models of the route are asked. */
            settings: components["schemas"]["RouteSettingsView"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change, its ETag. */
            version: number;
        };
        RuleBody: {
            /** @description The accounts that it is for. Left out: all. */
            accountIds?: string[] | null;
            /**
             * @description What it leads to.
             * @enum {string}
             */
            action: "refuse" | "handoff" | "mask" | "alert";
            /**
             * @description Which texts it is for.
             * @default outbound
             * @enum {string}
             */
            direction?: "inbound" | "outbound" | "both";
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Categories of the knowledge base in whose answers it does not apply.
             * @default []
             */
            exceptCategories?: string[];
            /**
             * @description pattern: a regular expression. amount: a sum of money.
             * @enum {string}
             */
            kind: "pattern" | "amount";
            /** @description No other has the same. */
            name: string;
            /**
             * @description Of a pattern: a regular expression without references and lookarounds, whatever the case.
             * @example INT-\d{4,8}
             */
            pattern?: string | null;
        };
        RuleConditionBody: {
            /** @description The contact writes to one of these accounts. */
            accountIds?: string[];
            /** @description The best entry of the knowledge base is of one of these categories. */
            categories?: string[];
            /** @description The account is of one of these kinds, such as `wecom-app`. */
            channels?: string[];
            /** @description The contact has one of these tags, such as `VIP`. */
            contactTags?: string[];
            /**
             * @description Whether the group that the case would go to works.
             * @enum {string}
             */
            hours?: "open" | "closed";
            /** @description The contact wants one of these. */
            intents?: string[];
            /** @description The contact writes in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`. */
            languages?: string[];
        };
        RuleConditionView: {
            /** @description Null: any. */
            accountIds: string[] | null;
            /** @description Null: any. */
            categories: string[] | null;
            /** @description Null: any. */
            channels: string[] | null;
            /** @description Null: any. */
            contactTags: string[] | null;
            /**
             * @description Null: any.
             * @enum {string|null}
             */
            hours: "open" | "closed" | null;
            /** @description Null: any. */
            intents: string[] | null;
            /** @description Null: any. */
            languages: string[] | null;
        };
        RulePage: {
            /** @description What this page holds. */
            items: components["schemas"]["RuleView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        RulesView: {
            /** @description Null: all. */
            accountIds: string[] | null;
            /** @description From this confidence on, the bot answers. */
            answerFrom: number;
            /** @description From this confidence on, the bot asks what is meant. */
            clarifyFrom: number;
            /**
             * @description What happens below: a handoff, or the offer of one.
             * @enum {string}
             */
            lowConfidenceAction: "handoff" | "offer";
        };
        RuleView: {
            /** @description Null: for all accounts. */
            accountIds: string[] | null;
            /**
             * @description What is done about a hit.
             * @enum {string}
             */
            action: "refuse" | "handoff" | "mask" | "alert";
            /**
             * @description Where it is looked for: in what contacts write, in what they are answered, or in both.
             * @enum {string}
             */
            direction: "inbound" | "outbound" | "both";
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description Categories in whose answers it does not apply. */
            exceptCategories: string[];
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description What the rule looks for: a pattern, or an amount of money.
             * @enum {string}
             */
            kind: "pattern" | "amount";
            /** @description What people call it. */
            name: string;
            /** @description The regular expression; null for an amount. */
            pattern: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change; its ETag. */
            version: number;
        };
        SatisfactionView: {
            /** @description Of the whole time, whatever the page. */
            figures: components["schemas"]["FiguresView"];
            /**
             * Format: date-time
             * @description Where the span begins.
             */
            from: string;
            /** @description Newest first. */
            items: components["schemas"]["AnswerView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
            /**
             * Format: date-time
             * @description Where the span ends.
             */
            to: string;
        };
        SavedSearchBody: {
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /** @description Without an action, answers are looked for. The time is that of the period. */
            filters?: components["schemas"]["EventFilterBody"];
            /** @description What people call it. */
            name: string;
            /**
             * @description So many of a period are to be reviewed.
             * @default 20
             */
            sample?: number;
            /** @description Left out: it is not run by itself. */
            schedule?: components["schemas"]["ScheduleBody"] | null;
        };
        SavedSearchList: {
            /** @description What this page holds. */
            items: components["schemas"]["SavedSearchView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        SavedSearchView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description What is searched for. */
            filters: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it runs next.
             */
            nextAt: string | null;
            /**
             * Format: date-time
             * @description The end of the last period that was run.
             */
            ranUntil: string;
            /** @description How many answers of a period are picked for review. */
            sample: number;
            /** @description When it runs by itself; null if never. */
            schedule: components["schemas"]["ScheduleBody"] | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change; it is the ETag. */
            version: number;
        };
        ScheduleBody: {
            /**
             * @description Weekly: 1 (Monday) to 7. Monthly: the day.
             * @default 1
             */
            day?: number;
            /**
             * @description How long a period is.
             * @enum {string}
             */
            every: "daily" | "weekly" | "monthly";
            /** @description The hour of the day at which it runs. */
            hour: number;
            /**
             * @description IANA.
             * @default Asia/Shanghai
             */
            zone?: string;
        };
        SealDto: {
            /** @description The chain hash of its last link, in hexadecimal. */
            chain: string;
            /** @description The earliest time of its events, in microseconds since 1970, as the seal signs it. */
            firstAt: number;
            /** @description The place of its first event in the chain. */
            firstSequence: number;
            /** @description Its own hash, in hexadecimal: what anchors tell. */
            hash: string;
            /**
             * @description The algorithm of all hashes of the seal.
             * @enum {string}
             */
            hashAlgorithm: "sha256" | "sm3";
            /** @description The fingerprint of the key that signed it. */
            keyId: string;
            /** @description The latest time of its events, in microseconds since 1970. */
            lastAt: number;
            /** @description The number of the last event that it covers. */
            lastSequence: number;
            /** @description 1 for the first, without gaps. */
            number: number;
            /** @description The hash of the seal before it, in hexadecimal. */
            previous: string;
            /** @description Merkle root over its events (RFC 6962), in hexadecimal. */
            root: string;
            /** @description When it was made, in microseconds since 1970. */
            sealedAt: number;
            /** @description The signature over its canonical form, in base64. */
            signature: string;
        };
        SealPage: {
            /** @description What this page holds. */
            items: components["schemas"]["SealDto"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        SearchBody: {
            /**
             * Format: uuid
             * @description Only what this account may quote.
             */
            accountId?: string;
            /** @description Only documents of this category. */
            category?: string;
            /**
             * @description What is published, or what would be.
             * @default live
             * @enum {string}
             */
            edition?: "live" | "candidate";
            /**
             * @description How many items at most.
             * @default 5
             */
            limit?: number;
            /** @description What somebody asks, in their own words. */
            query: string;
        };
        SearchRunBody: {
            /**
             * Format: date-time
             * @description Included.
             */
            from: string;
            /**
             * Format: date-time
             * @description Not included. Left out: up to now.
             */
            to?: string;
        };
        SearchRunPage: {
            /** @description What this page holds. */
            items: components["schemas"]["SearchRunView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        SearchRunView: {
            /** @description Who asked for it; null: it was run by its schedule. */
            askedBy: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description So many were there, up to 100,000. */
            found: number;
            /**
             * Format: date-time
             * @description Where its period begins.
             */
            from: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description So many of them are to be reviewed. */
            sampled: number;
            /**
             * @description missed: over for too long when a program could look at it.
             * @enum {string}
             */
            state: "done" | "missed";
            /**
             * Format: date-time
             * @description Not included.
             */
            to: string;
        };
        SearchView: {
            /** @description How likely the first hit answers the question. */
            confidence: number;
            /** @description What is configured and did not work. */
            degraded: ("vectors" | "reranker")[];
            /** @description Best first. */
            hits: components["schemas"]["HitView"][];
            /** @description How likely the base holds an answer at all. */
            inScope: number;
            /** @description Milliseconds. */
            tookMs: number;
        };
        SentMessageView: {
            /** @description It was sent before, under the same Idempotency-Key. */
            isRepeated: boolean;
            /**
             * Format: uuid
             * @description In the history of the conversation.
             */
            messageId: string;
        };
        SessionPage: {
            /** @description What this page holds. */
            items: components["schemas"]["SessionView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        SessionView: {
            /** @description From which address it was used last. */
            address: string | null;
            /**
             * Format: date-time
             * @description When the member signed in.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends in any case.
             */
            endsAt: string;
            /**
             * Format: uuid
             * @description The session.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it ends if it is not used before.
             */
            idleEndsAt: string;
            /** @description Whether the request came in by this one. */
            isCurrent: boolean;
            /**
             * @description How the member signed in.
             * @enum {string}
             */
            provider: "wecom" | "oidc";
            /**
             * Format: date-time
             * @description When it was used last, to the minute.
             */
            seenAt: string;
            /**
             * Format: uuid
             * @description The member whose session it is.
             */
            staffId: string;
            /** @description With which browser it was used last. */
            userAgent: string | null;
        };
        SettingPage: {
            /** @description All settings, by key. */
            items: components["schemas"]["SettingView"][];
            /** @description Always null: they stand on one page. */
            nextCursor: string | null;
        };
        SettingVersionPage: {
            /** @description Newest first. */
            items: components["schemas"]["SettingVersionView"][];
            /** @description The cursor of the next page; null on the last. */
            nextCursor: string | null;
        };
        SettingVersionView: {
            /** @description What applied from then on. */
            after: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /** @description What applied before; null where that is not known. */
            before: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /**
             * Format: date-time
             * @description When.
             */
            changedAt: string;
            /** @description Who changed it: `system`, or the id of a caller. */
            changedBy: string;
            /** @description The version whose value was taken again. */
            restoredFrom: number | null;
            /**
             * @description The version that the change made.
             * @example 3
             */
            version: number;
        };
        SettingView: {
            /**
             * @description What applies while nobody has changed it.
             * @example 0.8
             */
            default: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /** @description What it is for. */
            description: string;
            /**
             * @description What a value must be, in words.
             * @example a number from 0 to 1
             */
            form: string;
            /**
             * @description What it belongs to, for a console that shows them in groups.
             * @example dialog
             */
            group: string;
            /**
             * @description The setting.
             * @example dialog.quoteThreshold
             * @enum {string}
             */
            key: "access.sessionHours" | "access.sessionIdleMinutes" | "access.sessionRotationMinutes" | "access.wecomPrivateInfo" | "audit.purposeRequired" | "cache.answerHours" | "cache.warmedQuestions" | "dialog.aiLabel" | "dialog.clarifyThreshold" | "dialog.companyName" | "dialog.intentModel" | "dialog.knowledgeLanguage" | "dialog.lowConfidenceAction" | "dialog.quoteThreshold" | "handoff.sensitiveSubjects" | "handoff.unsupportedContent" | "limits.accountPerMinute" | "limits.apiExportsPerMinute" | "limits.apiImportsPerMinute" | "limits.apiKeyPerMinute" | "limits.apiSignInsPerMinute" | "limits.apiStaffPerMinute" | "limits.apiStrangersPerMinute" | "limits.contactPerDay" | "limits.contactPerMinute" | "limits.totalPerMinute" | "privacy.fourEyes" | "privacy.notice" | "privacy.noticeEnabled" | "privacy.patterns" | "retention.casesDays" | "retention.eventsMonths" | "retention.mediaDays" | "retention.messagesDays" | "retention.questionsDays" | "retention.vaultDays" | "satisfaction.botSample";
            /**
             * @description What one must hold to change it.
             * @example setting.write
             * @enum {string}
             */
            permission: "account.read" | "account.manage" | "audit.read" | "audit.review" | "audit.export" | "audit.manage" | "conversation.read" | "handoff.read" | "handoff.work" | "handoff.manage" | "key.read" | "key.manage" | "knowledge.read" | "knowledge.write" | "dialog.read" | "dialog.manage" | "model.read" | "model.manage" | "notification.read" | "notification.manage" | "operation.read" | "privacy.read" | "privacy.manage" | "privacy.unmask" | "privacy.approve" | "privacy.erase" | "role.read" | "role.manage" | "session.read" | "session.manage" | "setting.read" | "setting.write" | "staff.read" | "staff.manage" | "ticket.read" | "ticket.write";
            /**
             * @description What a value must be, as JSON Schema; some of what it lets through may still be refused.
             * @example {
             *       "type": "number",
             *       "minimum": 0,
             *       "maximum": 1
             *     }
             */
            schema: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it was changed.
             */
            updatedAt: string | null;
            /** @description Who changed it: `system`, or the id of a caller. */
            updatedBy: string | null;
            /**
             * @description What applies now. Its form depends on the setting.
             * @example 0.8
             */
            value: (string | number | boolean | unknown[] | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description 0 while nobody has changed the default; grows with each change.
             * @example 3
             */
            version: number;
        };
        SignedInView: {
            /** @description Is sent as `X-CSRF-Token` with each request of the browser that changes something. */
            csrfToken: string;
            /**
             * @description Where the browser goes now.
             * @example /api/v1/session
             */
            returnTo: string;
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
        };
        SigningKeyDto: {
            /**
             * @description What it signs with.
             * @enum {string}
             */
            algorithm: "ed25519" | "sm2";
            /** @description The signature of the key before, in base64. */
            endorsement: string | null;
            /** @description Its fingerprint: SHA-256 of the public key as SPKI in DER. Keep it outside. */
            id: string;
            /** @description The key before, which vouches for it. */
            predecessor: string | null;
            /** @description PEM. */
            publicKey: string;
        };
        SigningKeyList: {
            /** @description What this page holds. */
            items: components["schemas"]["StoredKeyDto"][];
        };
        SignInWaysView: {
            /** @description Whether members can sign in with a provider of OpenID Connect. */
            oidc: boolean;
            /** @description Whether members can sign in with WeCom. */
            wecom: boolean;
        };
        SinkBody: {
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /** @description Names of events, such as `ticket.created`, or `handoff.*`. Left out: all. */
            events?: string[] | null;
            /** @description Of which skill groups. Left out: of all, and what concerns none. */
            groupIds?: string[] | null;
            /**
             * @description It stays as it was made.
             * @enum {string}
             */
            kind: "group-robot" | "email" | "webhook";
            /** @description By which people know it; unique. */
            name: string;
            /**
             * @description Of an e-mail.
             * @default []
             */
            recipients?: string[];
            /** @description Of a webhook: signs what is posted. Never shown again; left out in a change, it stays. */
            secret?: string;
            /** @description Of a group robot: the address that WeCom shows for it. Of a webhook: where to post. Never shown again; left out in a change, it stays. */
            url?: string;
        };
        SinkPage: {
            /** @description What this page holds. */
            items: components["schemas"]["SinkView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        SinkView: {
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description Null: all. */
            events: string[] | null;
            /** @description Null: all, and what concerns none. */
            groupIds: string[] | null;
            /** @description Whether it signs with a secret; it is never shown. */
            hasSecret: boolean;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description Where it leads.
             * @enum {string}
             */
            kind: "group-robot" | "email" | "webhook";
            /** @description What people call it. */
            name: string;
            /** @description Of an e-mail. */
            recipients: string[];
            /** @description Where it goes, without what is secret of it. */
            target: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change, its ETag. */
            version: number;
        };
        SourceView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string | null;
            /** @description Null for questions that were sent along. */
            days: number | null;
            /**
             * @description Questions that were sent along, or those that contacts have asked.
             * @enum {string}
             */
            kind: "questions" | "asked";
            /** @description Null for questions that were sent along. */
            limit: number | null;
        };
        StaffPage: {
            /** @description The members, oldest first. */
            items: components["schemas"]["MemberView"][];
            /** @description Of the next page; null on the last one. */
            nextCursor: string | null;
        };
        StateBody: {
            /** @description Why; kept with it. */
            reason?: string | null;
            /**
             * @description The state that the document takes.
             * @enum {string}
             */
            state: "draft" | "in_review" | "published" | "archived";
        };
        StateItem: {
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description As the header: the ETag that was seen. */
            ifMatch?: string;
        };
        StatesBody: {
            /** @description What this page holds. */
            items: components["schemas"]["StateItem"][];
            /** @description Why; kept with it. */
            reason?: string | null;
            /**
             * @description The state that the document takes.
             * @enum {string}
             */
            state: "draft" | "in_review" | "published" | "archived";
        };
        StepResults: {
            /** @description How many took the step. */
            changed: number;
            /** @description In the order of the items that were sent. */
            items: components["schemas"]["StepResultView"][];
            /** @description How many could not take it. */
            refused: number;
            /** @description How many were in that state already. */
            unchanged: number;
        };
        StepResultView: {
            /** @description The error code, when it is refused. */
            code: string | null;
            /** @description Why it is refused. */
            detail: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description What became of the document.
             * @enum {string}
             */
            outcome: "changed" | "unchanged" | "refused";
            /** @description The one it has now; null when it is refused. */
            revision: number | null;
        };
        StepView: {
            /** @description How long it took. */
            milliseconds: number;
            /** @description What it came to: `passed`, or the reason of the decision that it ended the turn with. */
            result: string;
            /** @description A station of the turn, such as `inbound-filter`. */
            step: string;
        };
        StoredKeyDto: {
            /**
             * @description What it signs with.
             * @enum {string}
             */
            algorithm: "ed25519" | "sm2";
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description The signature of the key before, in base64. */
            endorsement: string | null;
            /** @description Its fingerprint: SHA-256 of the public key as SPKI in DER. Keep it outside. */
            id: string;
            /** @description The key before, which vouches for it. */
            predecessor: string | null;
            /** @description PEM. */
            publicKey: string;
            /**
             * Format: date-time
             * @description Null for the one that signs.
             */
            retiredAt: string | null;
        };
        SuccessBody: {
            /** @description What stands there when the call succeeded. */
            is: string | number | boolean;
            /** @description A JSON pointer into the response. */
            pointer: string;
        };
        TagsRequest: {
            /**
             * @description Words to find it by.
             * @example [
             *       "vip"
             *     ]
             */
            tags: string[];
        };
        TestsView: {
            /** @description Whether the arms differ in failures; null where too little is known. */
            errors: components["schemas"]["TestView"] | null;
            /** @description Whether the arms differ in handoffs; null where too little is known. */
            handoffs: components["schemas"]["TestView"] | null;
            /** @description Whether the arms differ in unhelpful answers; null where too little is known. */
            unhelpful: components["schemas"]["TestView"] | null;
        };
        TestView: {
            /** @description How likely equal shares would differ by so much or more. */
            p: number;
            /** @description Above 0: the share is larger than that of the control, which is worse. */
            z: number;
        };
        ThresholdsView: {
            /** @description From this confidence on the question is answered. */
            answerFrom: number;
            /** @description From this confidence on the contact is asked what is meant. */
            clarifyFrom: number;
            /**
             * @description What happens below both thresholds.
             * @enum {string}
             */
            lowConfidenceAction: "handoff" | "offer";
        };
        TicketBody: {
            /**
             * Format: uuid
             * @description The operator who has it.
             */
            assigneeId?: string | null;
            /** @description The category; null for none. */
            category?: string | null;
            /**
             * Format: date-time
             * @description Until when it is to be done; null for no date.
             */
            dueAt?: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId?: string | null;
            /**
             * @description How urgent it is.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high" | "urgent";
            /**
             * @description A contact whose ticket is solved is told.
             * @enum {string}
             */
            state?: "open" | "pending" | "solved" | "closed";
            /** @description From then on no model changes it. */
            summary?: string;
            /** @description What it is about. */
            title?: string;
        };
        TicketPage: {
            /** @description What this page holds. */
            items: components["schemas"]["TicketView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        TicketTranscriptView: {
            /** @description The place of the first message in the conversation. */
            from: string;
            /** @description The place of the last. */
            to: string;
        };
        TicketView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: uuid
             * @description The operator who has it.
             */
            assigneeId: string | null;
            /** @description The category; null for none. */
            category: string | null;
            /**
             * Format: date-time
             * @description When it was closed; null while it is not.
             */
            closedAt: string | null;
            /** @description How many comments it has. */
            comments: number;
            /** @description The contact's id in its channel, such as the WeCom userid. */
            contactExternalId: string;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Until when it is to be done; null for no date.
             */
            dueAt: string | null;
            /** @description The caller's own id. */
            externalId: string | null;
            /** @description The outside system that it is kept in step with. */
            externalSystem: string | null;
            /**
             * Format: uuid
             * @description The operator group.
             */
            groupId: string | null;
            /**
             * Format: uuid
             * @description The case.
             */
            handoffId: string | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description What people call it.
             * @example T000042
             */
            number: string;
            /**
             * @description How urgent it is.
             * @enum {string}
             */
            priority: "low" | "normal" | "high" | "urgent";
            /** @description Why there is one: nobody-free, outside-hours, unanswered, asked, outside-system. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was solved; null while it is not.
             */
            solvedAt: string | null;
            /**
             * @description Where the ticket stands.
             * @enum {string}
             */
            state: "open" | "pending" | "solved" | "closed";
            /** @description What happened so far; null where nobody has said. */
            summary: string | null;
            /**
             * @description Who wrote the summary.
             * @enum {string|null}
             */
            summaryBy: "extract" | "model" | "person" | null;
            /** @description What it is about. */
            title: string;
            /** @description Which messages of the conversation it is about. */
            transcript: components["schemas"]["TicketTranscriptView"] | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change, its ETag. */
            version: number;
        };
        TodayView: {
            /** @description What they cost, in the currency of the prices. */
            cost: number;
            /** @description How many tokens were used today. */
            tokens: number;
        };
        TokenKeyView: {
            /** @description The `kid` of the key that signs from now on. */
            id: string;
        };
        ToolAuthBody: {
            /** @description With `header`: the name of the header. */
            headerName?: string;
            /**
             * @description How the system knows us.
             * @enum {string}
             */
            kind: "none" | "bearer" | "header" | "basic";
            /** @description The token, value or password; never shown again. Left out in a change: it stays. */
            secret?: string;
            /** @description With `basic`: the user. */
            username?: string;
        };
        ToolAuthView: {
            /** @description Whether there is one; it is never shown. */
            hasSecret: boolean;
            /** @description The header that carries the secret; null for another kind. */
            headerName: string | null;
            /**
             * @description How a call shows who it is.
             * @enum {string}
             */
            kind: "none" | "bearer" | "header" | "basic";
            /** @description The user name of basic auth; null for another kind. */
            username: string | null;
        };
        ToolBody: {
            /** @description The accounts that may use it. Left out: all; empty: none. */
            accountIds?: string[] | null;
            /**
             * @description Hosts that a redirect of a GET may lead to. Left out: that of the URL alone.
             * @default []
             */
            allowedHosts?: string[];
            /** @description How a call shows who it is. */
            auth: components["schemas"]["ToolAuthBody"];
            /** @description JSON with `{{argument}}`. Left out: all arguments, unless it is a GET or a DELETE. */
            body?: {
                [key: string]: unknown;
            } | null;
            /** @description What the contact is asked before it acts, with `{{argument}}`; by language: zh-Hans, zh-Hant, en. */
            confirmation?: (string | {
                [key: string]: string;
            }) | null;
            /** @description For the model: what it does, and when to use it. */
            description: string;
            /**
             * @description Whether it is in force.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Whether models may call it; flows always may.
             * @default true
             */
            forModels?: boolean;
            /** @description It changes something: the contact is asked first. Left out: true unless it is a GET. */
            hasSideEffects?: boolean;
            /**
             * @description Headers of each call.
             * @default {}
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description The HTTP method of a call.
             * @enum {string}
             */
            method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description By which models and flows call it. */
            name: string;
            /** @description JSON Schema of the arguments. */
            parameters: {
                [key: string]: unknown;
            };
            /** @description Left out: the whole response. */
            response?: components["schemas"]["ResponseMappingBody"];
            /**
             * @description How long a call may take, in milliseconds.
             * @default 10000
             */
            timeoutMs?: number;
            /** @description With `{{argument}}` behind the host, which is literal. */
            url: string;
        };
        ToolPage: {
            /** @description What this page holds. */
            items: components["schemas"]["ToolView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        ToolTrialBody: {
            /**
             * Format: uuid
             * @description For which account. Left out: the first.
             */
            accountId?: string;
            /**
             * @description The arguments of the call, by name.
             * @default {}
             */
            arguments?: {
                [key: string]: unknown;
            };
            /** @description The contact's id, where the tool asks for it. */
            externalId?: string;
            /**
             * @description Must be true for a tool that changes something.
             * @default false
             */
            mayAct?: boolean;
        };
        ToolTrialView: {
            /** @description What a contact would be told, where there is a template. */
            message: string | null;
            /** @description How long it took. */
            milliseconds: number;
            /** @description Whether the call succeeded. */
            ok: boolean;
            /** @description Why it did not. */
            reason: string | null;
            /** @description What the mapping makes. */
            result: {
                [key: string]: unknown;
            } | null;
            /** @description What a model would read. */
            text: string;
        };
        ToolView: {
            /** @description Null: all accounts. */
            accountIds: string[] | null;
            /** @description The hosts that a call may go to. */
            allowedHosts: string[];
            /** @description How a call shows who it is, without the secret. */
            auth: components["schemas"]["ToolAuthView"];
            /** @description Null: all arguments. */
            body: {
                [key: string]: unknown;
            } | null;
            /** @description Whether the contact is asked first, and how. */
            confirmation: (string | {
                [key: string]: string;
            }) | null;
            /** @description What a model is told that it does. */
            description: string;
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description Whether models may call it. */
            forModels: boolean;
            /** @description It changes something: the contact is asked first. */
            hasSideEffects: boolean;
            /** @description Headers of each call. */
            headers: {
                [key: string]: string;
            };
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description The HTTP method of a call.
             * @enum {string}
             */
            method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description What people call it. */
            name: string;
            /** @description JSON Schema of the arguments. */
            parameters: {
                [key: string]: unknown;
            };
            /** @description What of an answer is used. */
            response: components["schemas"]["ResponseMappingBody"];
            /** @description How long a call may take, in milliseconds. */
            timeoutMs: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description The address of a call; placeholders in braces are arguments. */
            url: string;
            /** @description Grows with each change, its ETag. */
            version: number;
        };
        TranscriptEntryView: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Depends on the kind. Texts are masked. */
            data: {
                [key: string]: unknown;
            };
            /** @description The id. */
            id: string;
            /** @description message (as the contact saw it), turn (what was decided and why), event (what was recorded), note … */
            kind: string;
            /**
             * Format: uuid
             * @description The message.
             */
            messageId: string | null;
            /**
             * Format: uuid
             * @description The turn: one answer of the bot and what it answers.
             */
            turnId: string | null;
        };
        TranscriptView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string;
            /**
             * Format: uuid
             * @description The conversation.
             */
            conversationId: string;
            /**
             * Format: date-time
             * @description When the conversation ended; null while it is open.
             */
            endedAt: string | null;
            /** @description What this page holds. */
            items: components["schemas"]["TranscriptEntryView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
        };
        TransferBody: {
            /**
             * Format: uuid
             * @description To the queue of this group. Either this or `operatorId`.
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description This operator is asked, and nobody else at first.
             */
            operatorId?: string;
        };
        TransferItem: {
            /**
             * Format: uuid
             * @description To the queue of this group. Either this or `operatorId`.
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description The case.
             */
            id: string;
            /**
             * Format: uuid
             * @description This operator is asked, and nobody else at first.
             */
            operatorId?: string;
        };
        TransfersBody: {
            /** @description The cases, and where they go. */
            items: components["schemas"]["TransferItem"][];
        };
        TrialAnswerView: {
            /** @description External ids of the documents that it cites. */
            citations: string[];
            /** @description Tokens of what the model said. */
            completionTokens: number | null;
            /** @description How sure the answer is, from 0 to 1; null without one. */
            confidence: number | null;
            /** @description What it cost, in the currency of the prices. */
            cost: number | null;
            /** @description How long it took. */
            milliseconds: number;
            /** @description The model that answered; null where none did. */
            model: string | null;
            /**
             * @description What came of the question.
             * @enum {string}
             */
            outcome: "answered" | "unanswered" | "handed-off" | "failed";
            /** @description Tokens of what the model was told. */
            promptTokens: number | null;
            /** @description Why it is not answered. */
            reason: string | null;
            /** @description What the contact would read. */
            text: string | null;
        };
        TrialFailureView: {
            /** @description A code of docs/errors.md. */
            code: string;
            /** @description What went wrong, in words. */
            message: string;
        };
        TrialPage: {
            /** @description What this page holds. */
            items: components["schemas"]["TrialView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        TrialReportView: {
            /** @description By the version that is tried. */
            after: components["schemas"]["VersionFiguresView"];
            /** @description By the version that it is compared with. */
            before: components["schemas"]["VersionFiguresView"];
            /** @description Questions on which the contact would read something else. */
            changed: number;
            /** @description How many questions were tried. */
            questions: number;
        };
        TrialResultPage: {
            /** @description What this page holds. */
            items: components["schemas"]["TrialResultView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        TrialResultView: {
            /** @description By the version that is tried. */
            after: components["schemas"]["TrialAnswerView"];
            /** @description By the version that it is compared with. */
            before: components["schemas"]["TrialAnswerView"];
            /** @description The contact would read something else. */
            isChanged: boolean;
            /** @description Personal data is masked. */
            question: string;
        };
        TrialView: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string | null;
            /** @description The version that it is compared with. */
            against: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Why it failed; null where it did not. */
            failure: components["schemas"]["TrialFailureView"] | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The language of the answers; null: that of each question. */
            language: string | null;
            /** @description Questions that were answered until now. */
            processed: number;
            /** @description Null until it is completed. */
            report: components["schemas"]["TrialReportView"] | null;
            /**
             * @description How far it is.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @description Questions. */
            total: number;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description The version that is tried. */
            version: string;
        };
        UnmaskingApprovalBody: {
            /** @description False: refused. */
            approved: boolean;
            /** @description Stands in the audit log. */
            note?: string;
        };
        UnmaskingBody: {
            /**
             * Format: uuid
             * @description The contact whose placeholders are meant, in place of messages.
             */
            contactId?: string;
            /** @description The messages whose placeholders are meant. */
            messageIds?: string[];
            /**
             * @description Of the contact; left out: all of his.
             * @example [
             *       "〔手机号·1〕"
             *     ]
             */
            placeholders?: string[];
            /** @description Why; it stands in the audit log. */
            reason: string;
        };
        UnmaskingPage: {
            /** @description What this page holds. */
            items: components["schemas"]["UnmaskingSummary"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        UnmaskingSummary: {
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was decided; null while it is not.
             */
            decidedAt: string | null;
            /** @description Who approved or refused; null while nobody has. */
            decidedBy: components["schemas"]["AuthorView"] | null;
            /** @description What the decision says besides. */
            decisionNote: string | null;
            /**
             * Format: date-time
             * @description Until then it can be decided, or fetched once it is approved.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The messages whose originals are asked for. */
            messageIds: string[];
            /** @description Of the contact; empty: all of his, or those of the messages. */
            placeholders: string[];
            /** @description What the originals are needed for. */
            reason: string;
            /** @description Who asked. */
            requestedBy: components["schemas"]["AuthorView"];
            /**
             * Format: date-time
             * @description When the originals were shown; null if they never were.
             */
            revealedAt: string | null;
            /**
             * @description Where the request stands.
             * @enum {string}
             */
            state: "requested" | "approved" | "refused" | "revealed" | "expired";
        };
        UnmaskingView: {
            /**
             * Format: uuid
             * @description The contact.
             */
            contactId: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was decided; null while it is not.
             */
            decidedAt: string | null;
            /** @description Who approved or refused; null while nobody has. */
            decidedBy: components["schemas"]["AuthorView"] | null;
            /** @description What the decision says besides. */
            decisionNote: string | null;
            /**
             * Format: date-time
             * @description Until then it can be decided, or fetched once it is approved.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /** @description The messages whose originals are asked for. */
            messageIds: string[];
            /** @description Null where they are not shown: not approved yet, fetched already, asked for by somebody else. What is not in the vault any more is missing. */
            originals: components["schemas"]["OriginalView"][] | null;
            /** @description Of the contact; empty: all of his, or those of the messages. */
            placeholders: string[];
            /** @description What the originals are needed for. */
            reason: string;
            /** @description Who asked. */
            requestedBy: components["schemas"]["AuthorView"];
            /**
             * Format: date-time
             * @description When the originals were shown; null if they never were.
             */
            revealedAt: string | null;
            /**
             * @description Where the request stands.
             * @enum {string}
             */
            state: "requested" | "approved" | "refused" | "revealed" | "expired";
        };
        UnusableView: {
            /** @description How many were left out: too long, an unknown action, or no letters to recognise. */
            count: number;
            /** @description Some of them. */
            examples: string[];
        };
        UpdateAccountBody: {
            /** @description Whether it is in force. */
            enabled: boolean;
            /** @description What people call it. */
            name: string;
            /** @description Absent: they stay as they are. */
            secrets?: components["schemas"]["AppSecrets"];
            /** @description The version that was seen: a change since then is a conflict. */
            version?: number;
        };
        UsageDayView: {
            /** @description How many calls were made. */
            calls: number;
            /** @description Those that were answered. */
            completed: number;
            /** @description Estimated where the model does not say. */
            completionTokens: number;
            /** @description In the currency of the prices, at those of the day. */
            cost: number;
            /**
             * Format: date
             * @description UTC.
             */
            day: string;
            /** @description Of all calls together. */
            milliseconds: number;
            /** @description Estimated where the model does not say. */
            promptTokens: number;
            /** @description With those that were tried again. */
            requests: number;
        };
        UsageView: {
            /** @description The newest first; those without calls are left out. */
            days: components["schemas"]["UsageDayView"][];
            /** @description What counts against the limits of a minute now. */
            minute: components["schemas"]["MinuteView"];
            /** @description What counts against the budgets of today; a day begins at midnight UTC. */
            today: components["schemas"]["TodayView"];
        };
        VerdictBody: {
            /** @description Why; without personal data. */
            note?: string;
            /**
             * @description What you think of the answer.
             * @enum {string}
             */
            verdict: "ok" | "wrong" | "unsafe" | "privacy";
        };
        VerificationDto: {
            /**
             * Format: date-time
             * @description When it ended; null while it runs.
             */
            doneAt: string | null;
            /** @description How many were verified. */
            events: number;
            /** @description The first thing that is wrong. */
            fault: components["schemas"]["FaultDto"] | null;
            /** @description The first seal that was looked at; null where there is none. */
            fromSeal: number | null;
            /**
             * Format: uuid
             * @description The id.
             */
            id: string;
            /**
             * @description `recent` and `whole` run by themselves.
             * @enum {string}
             */
            kind: "recent" | "whole" | "asked";
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * @description `faulty`: something is wrong with the log. `failed`: it could not be read to its end.
             * @enum {string}
             */
            state: "running" | "sound" | "faulty" | "failed";
            /** @description The last seal that was looked at; null where there is none. */
            toSeal: number | null;
        };
        VerificationPage: {
            /** @description What this page holds. */
            items: components["schemas"]["VerificationDto"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        VerificationRequest: {
            /**
             * Format: date-time
             * @description The first event that is verified. Left out: all there is.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Not included. Left out: up to now.
             */
            to?: string;
        };
        VersionFiguresView: {
            /** @description Of all completions, in the currency of the models’ prices. */
            cost: number;
            /** @description The mean confidence; null where nothing was answered. */
            meanConfidence: number | null;
            /** @description The mean time in milliseconds; null where nothing was answered. */
            meanMs: number | null;
            /** @description Questions by what became of them. */
            outcomes: components["schemas"]["OutcomeCountsView"];
        };
        VocabularyBody: {
            /** @description Words of at most 50 characters that say nothing of what is asked. */
            stopWords: string[];
            /**
             * @description Groups of 2 to 20 words that mean the same.
             * @example [
             *       [
             *         "退款",
             *         "退钱"
             *       ]
             *     ]
             */
            synonyms: string[][];
        };
        VocabularyView: {
            /** @description Words of at most 50 characters that say nothing of what is asked. */
            stopWords: string[];
            /**
             * @description Groups of 2 to 20 words that mean the same.
             * @example [
             *       [
             *         "退款",
             *         "退钱"
             *       ]
             *     ]
             */
            synonyms: string[][];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
            /** @description Grows with each change; its ETag. */
            version: number;
        };
        WeeklyHoursBody: {
            /** @description 1 is Monday, 7 is Sunday. */
            days: number[];
            /**
             * @description When it opens, such as 09:00.
             * @example 09:00
             */
            from: string;
            /**
             * @description At or before `from`: until that time of the next day.
             * @example 18:00
             */
            to: string;
        };
        WeeklyHoursView: {
            /** @description 1 is Monday, 7 is Sunday. */
            days: number[];
            /** @description When it opens, such as 09:00. */
            from: string;
            /** @description When it closes, such as 18:00. */
            to: string;
        };
        WordBody: {
            /**
             * @description Left out: that of the list.
             * @enum {string|null}
             */
            action?: "refuse" | "handoff" | "mask" | "alert" | "allow" | null;
        };
        WordHitsView: {
            /** @description In how many messages it was found. */
            messages: number;
            /** @description The word. */
            word: string;
        };
        WordPage: {
            /** @description What this page holds. */
            items: components["schemas"]["WordView"][];
            /** @description The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
        WordView: {
            /**
             * @description Null: that of the list.
             * @enum {string|null}
             */
            action: "refuse" | "handoff" | "mask" | "alert" | "allow" | null;
            /** @description The word. */
            word: string;
        };
    };
    responses: {
        /**
         * @description `audit.purpose-required`: The call does not say what it reads this for.
         *
         *     `request.invalid`: The request is not valid.
         */
        "400.audit.purpose-required.request.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.purpose-required" | "request.invalid";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /** @description `request.invalid`: The request is not valid. */
        "400.request.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.invalid";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /**
         * @description `access.body-digest-wrong`: The body is not the one that X-Content-SHA256 names.
         *
         *     `access.key-expired`: The key has expired.
         *
         *     `access.nonce-used`: A request with this nonce came before: a replay.
         *
         *     `access.session-ended`: The session has ended or never was.
         *
         *     `access.signature-malformed`: A header of the signature is missing or malformed.
         *
         *     `access.signature-stale`: The timestamp of the signature is too far off.
         *
         *     `access.signature-wrong`: The signature is not one of this request.
         *
         *     `access.token-invalid`: The access token is not valid.
         *
         *     `access.unauthorized`: No valid credentials were sent.
         */
        "401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.body-digest-wrong" | "access.key-expired" | "access.nonce-used" | "access.session-ended" | "access.signature-malformed" | "access.signature-stale" | "access.signature-wrong" | "access.token-invalid" | "access.unauthorized";
                    /** @constant */
                    status?: 401;
                };
            };
        };
        /**
         * @description `access.key-expired`: The key has expired.
         *
         *     `access.nonce-used`: A request with this nonce came before: a replay.
         *
         *     `access.session-ended`: The session has ended or never was.
         *
         *     `access.signature-malformed`: A header of the signature is missing or malformed.
         *
         *     `access.signature-stale`: The timestamp of the signature is too far off.
         *
         *     `access.signature-wrong`: The signature is not one of this request.
         *
         *     `access.token-invalid`: The access token is not valid.
         *
         *     `access.unauthorized`: No valid credentials were sent.
         */
        "401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.key-expired" | "access.nonce-used" | "access.session-ended" | "access.signature-malformed" | "access.signature-stale" | "access.signature-wrong" | "access.token-invalid" | "access.unauthorized";
                    /** @constant */
                    status?: 401;
                };
            };
        };
        /** @description `access.address-forbidden`: Nobody is served at this address. */
        "403.access.address-forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.csrf-refused`: A request with the session cookie must come from a page of ours and bring its token.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.escalation`: Nobody gives or takes away what he does not hold himself.
         *
         *     `access.forbidden`: These credentials do not allow this.
         */
        "403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.csrf-refused" | "access.disabled" | "access.escalation" | "access.forbidden";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.csrf-refused`: A request with the session cookie must come from a page of ours and bring its token.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.escalation`: Nobody gives or takes away what he does not hold himself.
         *
         *     `access.forbidden`: These credentials do not allow this.
         *
         *     `access.own-rights`: Nobody changes his own rights.
         */
        "403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.csrf-refused" | "access.disabled" | "access.escalation" | "access.forbidden" | "access.own-rights";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.csrf-refused`: A request with the session cookie must come from a page of ours and bring its token.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.forbidden`: These credentials do not allow this.
         */
        "403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.csrf-refused" | "access.disabled" | "access.forbidden";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.csrf-refused`: A request with the session cookie must come from a page of ours and bring its token.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.forbidden`: These credentials do not allow this.
         *
         *     `access.token-from-token`: A token is not given for a token.
         */
        "403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden.access.token-from-token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.csrf-refused" | "access.disabled" | "access.forbidden" | "access.token-from-token";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.csrf-refused`: A request with the session cookie must come from a page of ours and bring its token.
         *
         *     `access.first-administrator-refused`: The one-time code of the first administrator is wrong, used or too old.
         *
         *     `access.sign-in-stale`: This sign-in was begun in another browser, is too old or was used already.
         */
        "403.access.address-forbidden.access.csrf-refused.access.first-administrator-refused.access.sign-in-stale": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.csrf-refused" | "access.first-administrator-refused" | "access.sign-in-stale";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.forbidden`: These credentials do not allow this.
         */
        "403.access.address-forbidden.access.disabled.access.forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.disabled" | "access.forbidden";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.not-a-member`: Only members of the enterprise sign in.
         *
         *     `access.not-admitted`: No rule of entry admits this member.
         *
         *     `access.sign-in-declined`: The sign-in was broken off.
         *
         *     `access.sign-in-refused`: The provider does not confirm this sign-in.
         *
         *     `access.sign-in-stale`: This sign-in was begun in another browser, is too old or was used already.
         */
        "403.access.address-forbidden.access.disabled.access.not-a-member.access.not-admitted.access.sign-in-declined.access.sign-in-refused.access.sign-in-stale": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.disabled" | "access.not-a-member" | "access.not-admitted" | "access.sign-in-declined" | "access.sign-in-refused" | "access.sign-in-stale";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.disabled`: Somebody shut this member of the staff out.
         *
         *     `access.not-admitted`: No rule of entry admits this member.
         *
         *     `access.sign-in-declined`: The sign-in was broken off.
         *
         *     `access.sign-in-refused`: The provider does not confirm this sign-in.
         *
         *     `access.sign-in-stale`: This sign-in was begun in another browser, is too old or was used already.
         */
        "403.access.address-forbidden.access.disabled.access.not-admitted.access.sign-in-declined.access.sign-in-refused.access.sign-in-stale": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.disabled" | "access.not-admitted" | "access.sign-in-declined" | "access.sign-in-refused" | "access.sign-in-stale";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /**
         * @description `access.address-forbidden`: Nobody is served at this address.
         *
         *     `access.sign-in-declined`: The sign-in was broken off.
         *
         *     `access.sign-in-refused`: The provider does not confirm this sign-in.
         */
        "403.access.address-forbidden.access.sign-in-declined.access.sign-in-refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.address-forbidden" | "access.sign-in-declined" | "access.sign-in-refused";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /** @description `request.not-found`: There is no such resource. */
        "404.request.not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.not-found";
                    /** @constant */
                    status?: 404;
                };
            };
        };
        /** @description `access.last-administrator`: Somebody has to be left who administers. */
        "409.access.last-administrator": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.last-administrator";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.last-administrator`: Somebody has to be left who administers.
         *
         *     `access.roles-conflict`: Nobody may hold these permissions together.
         */
        "409.access.last-administrator.access.roles-conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.last-administrator" | "access.roles-conflict";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.last-administrator`: Somebody has to be left who administers.
         *
         *     `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.access.last-administrator.access.roles-conflict.request.answer-lost.request.conflict.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.last-administrator" | "access.roles-conflict" | "request.answer-lost" | "request.conflict" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.last-administrator`: Somebody has to be left who administers.
         *
         *     `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         */
        "409.access.last-administrator.access.roles-conflict.request.conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.last-administrator" | "access.roles-conflict" | "request.conflict";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `access.sign-in-unavailable`: This way to sign in is not set up.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         */
        "409.access.roles-conflict.access.sign-in-unavailable.request.conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.roles-conflict" | "access.sign-in-unavailable" | "request.conflict";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.access.roles-conflict.request.answer-lost.request.conflict.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.roles-conflict" | "request.answer-lost" | "request.conflict" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.access.roles-conflict.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.roles-conflict" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `access.roles-conflict`: Nobody may hold these permissions together.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         */
        "409.access.roles-conflict.request.conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.roles-conflict" | "request.conflict";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `access.sign-in-unavailable`: This way to sign in is not set up. */
        "409.access.sign-in-unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.sign-in-unavailable";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `audit.event-unsealed`: The event waits for its seal. */
        "409.audit.event-unsealed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.event-unsealed";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `audit.export-unfinished`: The export has no file yet. */
        "409.audit.export-unfinished": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.export-unfinished";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `handoff.at-capacity`: The operator has as many cases as he takes.
         *
         *     `handoff.closed`: The case is closed.
         *
         *     `handoff.operator-refused`: This operator or group cannot get the case.
         *
         *     `handoff.taken`: Another operator has claimed this case.
         */
        "409.handoff.at-capacity.handoff.closed.handoff.operator-refused.handoff.taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handoff.at-capacity" | "handoff.closed" | "handoff.operator-refused" | "handoff.taken";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `handoff.closed`: The case is closed.
         *
         *     `handoff.not-claimed`: The operator has not claimed this case.
         *
         *     `handoff.operator-refused`: This operator or group cannot get the case.
         */
        "409.handoff.closed.handoff.not-claimed.handoff.operator-refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handoff.closed" | "handoff.not-claimed" | "handoff.operator-refused";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `handoff.closed`: The case is closed.
         *
         *     `handoff.not-claimed`: The operator has not claimed this case.
         *
         *     `handoff.operator-refused`: This operator or group cannot get the case.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.handoff.closed.handoff.not-claimed.handoff.operator-refused.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handoff.closed" | "handoff.not-claimed" | "handoff.operator-refused" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `handoff.closed`: The case is closed.
         *
         *     `handoff.not-claimed`: The operator has not claimed this case.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.handoff.closed.handoff.not-claimed.request.answer-lost.request.conflict.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handoff.closed" | "handoff.not-claimed" | "request.answer-lost" | "request.conflict" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `knowledge.step-forbidden`: A document in this state cannot go there. */
        "409.knowledge.step-forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "knowledge.step-forbidden";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `knowledge.step-forbidden`: A document in this state cannot go there.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.knowledge.step-forbidden.request.answer-lost.request.conflict.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "knowledge.step-forbidden" | "request.answer-lost" | "request.conflict" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `knowledge.step-forbidden`: A document in this state cannot go there.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.knowledge.step-forbidden.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "knowledge.step-forbidden" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `media.waiting`: The file is still being fetched from its channel. */
        "409.media.waiting": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "media.waiting";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `notification.not-dead`: Only a notification that is dead can be sent again.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.notification.not-dead.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "notification.not-dead" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `privacy.copy-unfinished`: The contact's copy is not finished. */
        "409.privacy.copy-unfinished": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "privacy.copy-unfinished";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `privacy.on-hold`: A legal hold forbids to remove this.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.privacy.on-hold.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "privacy.on-hold" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `privacy.unmasking-closed`: The request to see originals is closed.
         *
         *     `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.privacy.unmasking-closed.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "privacy.unmasking-closed" | "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.conflict`: The resource was changed by somebody else.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.request.answer-lost.request.conflict.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.answer-lost" | "request.conflict" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         */
        "409.request.answer-lost.request.still-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.answer-lost" | "request.still-running";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `request.answer-lost`: This was done already, and its answer was lost.
         *
         *     `request.still-running`: The request under this Idempotency-Key is still being done.
         *
         *     `ticket.comments-full`: The ticket has as many comments as it takes.
         */
        "409.request.answer-lost.request.still-running.ticket.comments-full": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.answer-lost" | "request.still-running" | "ticket.comments-full";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `request.conflict`: The resource was changed by somebody else. */
        "409.request.conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.conflict";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `request.conflict`: The resource was changed by somebody else.
         *
         *     `ticket.comments-full`: The ticket has as many comments as it takes.
         *
         *     `ticket.step-forbidden`: A ticket in this state cannot go there.
         */
        "409.request.conflict.ticket.comments-full.ticket.step-forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.conflict" | "ticket.comments-full" | "ticket.step-forbidden";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /**
         * @description `request.conflict`: The resource was changed by somebody else.
         *
         *     `ticket.step-forbidden`: A ticket in this state cannot go there.
         */
        "409.request.conflict.ticket.step-forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.conflict" | "ticket.step-forbidden";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `audit.export-gone`: The file of the export is not kept any more. */
        "410.audit.export-gone": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.export-gone";
                    /** @constant */
                    status?: 410;
                };
            };
        };
        /** @description `media.gone`: The file is not there any more, or could never be fetched. */
        "410.media.gone": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "media.gone";
                    /** @constant */
                    status?: 410;
                };
            };
        };
        /** @description `privacy.copy-gone`: The file of the contact's copy is not kept any more. */
        "410.privacy.copy-gone": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "privacy.copy-gone";
                    /** @constant */
                    status?: 410;
                };
            };
        };
        /** @description `request.precondition-failed`: The resource is not the one that If-Match names. */
        "412.request.precondition-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.precondition-failed";
                    /** @constant */
                    status?: 412;
                };
            };
        };
        /** @description `request.too-large`: The request body is too large. */
        "413.request.too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.too-large";
                    /** @constant */
                    status?: 413;
                };
            };
        };
        /** @description `request.unsupported-media-type`: This content type is not accepted here. */
        "415.request.unsupported-media-type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.unsupported-media-type";
                    /** @constant */
                    status?: 415;
                };
            };
        };
        /**
         * @description `knowledge.file-columns-missing`: A column that is needed is not in the sheet.
         *
         *     `knowledge.file-damaged`: The file cannot be read.
         *
         *     `knowledge.file-empty`: The file holds nothing to import.
         *
         *     `knowledge.file-encoding-unknown`: The characters of the file cannot be read.
         *
         *     `knowledge.file-encrypted`: The file is encrypted.
         *
         *     `knowledge.file-format-mismatch`: The file is not of the format that was named.
         *
         *     `knowledge.file-inflates-too-much`: The archive inflates to more than is read.
         *
         *     `knowledge.file-sheet-unknown`: The workbook has no such sheet.
         *
         *     `knowledge.file-text-missing`: The PDF holds no text that can be read.
         *
         *     `knowledge.file-too-costly`: Reading the file took too much time or memory.
         *
         *     `knowledge.file-too-long`: The file holds more than one import takes.
         *
         *     `request.idempotency-mismatch`: Another request was made under this Idempotency-Key.
         */
        "422.knowledge.file-columns-missing.knowledge.file-damaged.knowledge.file-empty.knowledge.file-encoding-unknown.knowledge.file-encrypted.knowledge.file-format-mismatch.knowledge.file-inflates-too-much.knowledge.file-sheet-unknown.knowledge.file-text-missing.knowledge.file-too-costly.knowledge.file-too-long.request.idempotency-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "knowledge.file-columns-missing" | "knowledge.file-damaged" | "knowledge.file-empty" | "knowledge.file-encoding-unknown" | "knowledge.file-encrypted" | "knowledge.file-format-mismatch" | "knowledge.file-inflates-too-much" | "knowledge.file-sheet-unknown" | "knowledge.file-text-missing" | "knowledge.file-too-costly" | "knowledge.file-too-long" | "request.idempotency-mismatch";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /** @description `request.idempotency-mismatch`: Another request was made under this Idempotency-Key. */
        "422.request.idempotency-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.idempotency-mismatch";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /**
         * @description `access.sign-in-locked`: Too many sign-ins have failed.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.access.sign-in-locked.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.sign-in-locked" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `audit.exports-waiting`: Too many exports wait already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.audit.exports-waiting.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.exports-waiting" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `audit.verification-running`: The audit log is being verified already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.audit.verification-running.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "audit.verification-running" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `dialog.replays-waiting`: Too many replays wait already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.dialog.replays-waiting.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "dialog.replays-waiting" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `handoff.streams-full`: Too many event streams are open already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.handoff.streams-full.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handoff.streams-full" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `knowledge.evaluations-waiting`: Too many evaluations wait already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.knowledge.evaluations-waiting.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "knowledge.evaluations-waiting" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `privacy.unmaskings-waiting`: Too many requests to see originals wait already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.privacy.unmaskings-waiting.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "privacy.unmaskings-waiting" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `prompt.trials-waiting`: Too many trials wait already.
         *
         *     `request.rate-limited`: Too many requests in too short a time.
         */
        "429.prompt.trials-waiting.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "prompt.trials-waiting" | "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `request.rate-limited`: Too many requests in too short a time. */
        "429.request.rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.rate-limited";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /**
         * @description `request.rate-limited`: Too many requests in too short a time.
         *
         *     `request.streams-full`: Too many event streams are open already.
         */
        "429.request.rate-limited.request.streams-full": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request.rate-limited" | "request.streams-full";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `server.internal`: Something went wrong on our side. */
        "500.server.internal": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "server.internal";
                    /** @constant */
                    status?: 500;
                };
            };
        };
        /** @description `wecom.token-refused`: WeCom refuses an access token for this account. */
        "502.wecom.token-refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "wecom.token-refused";
                    /** @constant */
                    status?: 502;
                };
            };
        };
        /**
         * @description `access.provider-unreachable`: The provider of sign-ins does not answer.
         *
         *     `database.unavailable`: The database does not answer.
         */
        "503.access.provider-unreachable.database.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "access.provider-unreachable" | "database.unavailable";
                    /** @constant */
                    status?: 503;
                };
            };
        };
        /** @description `database.unavailable`: The database does not answer. */
        "503.database.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database.unavailable";
                    /** @constant */
                    status?: 503;
                };
            };
        };
        /**
         * @description `database.unavailable`: The database does not answer.
         *
         *     `knowledge.index-unavailable`: The knowledge index does not answer.
         */
        "503.database.unavailable.knowledge.index-unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database.unavailable" | "knowledge.index-unavailable";
                    /** @constant */
                    status?: 503;
                };
            };
        };
        /**
         * @description `database.unavailable`: The database does not answer.
         *
         *     `wecom.unreachable`: WeCom does not answer.
         */
        "503.database.unavailable.wecom.unreachable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database.unavailable" | "wecom.unreachable";
                    /** @constant */
                    status?: 503;
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    jwksGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonWebKeySetView"];
                };
            };
            403: components["responses"]["403.access.address-forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAccountBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountCheckCheck: {
        parameters: {
            query?: {
                /** @description The language of the answer. */
                lang?: "en" | "zh";
                /** @description The userid of a member of the enterprise: whether the apps are visible to them is checked too. */
                memberId?: string;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountCheckView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    accountsVersions: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountVersionPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sealsAnchors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnchorStateList"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    eventsList: {
        parameters: {
            query?: {
                /** @description The account. */
                accountId?: string;
                /** @description What was done, such as `dialog.outcome`; or all of a kind: `handoff.*`. */
                action?: string;
                /** @description Who did it: the id of a key. */
                actor?: string;
                /** @description Answers that were at least as sure as this. */
                confidenceAbove?: number;
                /** @description Answers that were less sure than this. */
                confidenceBelow?: number;
                /** @description The person. */
                contactId?: string;
                /** @description The conversation. */
                conversationId?: string;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description A document of the knowledge base that the answer saw. */
                document?: string;
                /** @description The person as the channel names him, such as the WeCom userid. */
                externalId?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description A list of words, a rule, or a word that a filter found. */
                filter?: string;
                /** @description Included. */
                from?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description The id or the name of the model that wrote the answer. */
                model?: string;
                /** @description The operator who did it, or whom it concerns. */
                operatorId?: string;
                /** @description What was said, as it is stored (masked): ideographs anywhere in a message, at least two in a row; other scripts by the word. What was decided in the turn is found with the message. Ordered by when it was said. */
                text?: string;
                /** @description Not included. */
                to?: string;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    verificationProve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofDto"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.audit.event-unsealed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    streamedExportsExport: {
        parameters: {
            query: {
                /** @description The account. */
                accountId?: string;
                /** @description What was done, such as `dialog.outcome`; or all of a kind: `handoff.*`. */
                action?: string;
                /** @description Who did it: the id of a key. */
                actor?: string;
                /** @description Answers that were at least as sure as this. */
                confidenceAbove?: number;
                /** @description Answers that were less sure than this. */
                confidenceBelow?: number;
                /** @description The person. */
                contactId?: string;
                /** @description The conversation. */
                conversationId?: string;
                /** @description A document of the knowledge base that the answer saw. */
                document?: string;
                /** @description The person as the channel names him, such as the WeCom userid. */
                externalId?: string;
                /** @description A list of words, a rule, or a word that a filter found. */
                filter?: string;
                /** @description What the file is. */
                format: "jsonl" | "csv";
                /** @description Included. */
                from?: string;
                /** @description The id or the name of the model that wrote the answer. */
                model?: string;
                /** @description The operator who did it, or whom it concerns. */
                operatorId?: string;
                /** @description What was said, as it is stored (masked): ideographs anywhere in a message, at least two in a row; other scripts by the word. What was decided in the turn is found with the message. Ordered by when it was said. */
                text?: string;
                /** @description Not included. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.audit.exports-waiting.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.audit.export-unfinished"];
            410: components["responses"]["410.audit.export-gone"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    exportsSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileSignatureView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.audit.export-unfinished"];
            410: components["responses"]["410.audit.export-gone"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sealsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeyList"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sealsRotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeyDto"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    reviewsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only what this search picked. */
                savedSearchId?: string;
                /** @description open: without a verdict. */
                verdict?: "ok" | "wrong" | "unsafe" | "privacy" | "open";
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    reviewsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    reviewsJudge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchList"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedSearchBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedSearchBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesRuns: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchRunPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    savedSearchesAsk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRunBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchRunView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sealsSeals: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    guardedSettingsChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The setting. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSettingBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    transcriptsGet: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    verificationVerify: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerificationRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDto"];
                };
            };
            /** @description It runs. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDto"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.audit.verification-running.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    verificationList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    verificationGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDto"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    verificationFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedRepliesList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedRepliesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedReplyBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedRepliesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedRepliesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedReplyBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReplyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedRepliesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    cannedReplyOperationsOperate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedReplyOperations"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactsSetTags: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    conversationsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description Only those that began at this moment or later. */
                from?: string;
                /** @description Only those that this group of operators has had to do with. */
                groupId?: string;
                /** @description Only those in this language: a BCP 47 tag, such as `zh-Hans`. Whoever sees the conversations of some groups alone names a `contactId` besides. */
                language?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that this operator has had to do with. */
                operatorId?: string;
                /** @description The order of the list: the name of a field, with "-" before it the other way round. */
                sort?: "-startedAt" | "startedAt";
                /** @description Only those that began before this moment. */
                to?: string;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    conversationsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    conversationHandoffRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHandoffBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    conversationsMessages: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only those from the contact, or to the contact. */
                direction?: "inbound" | "outbound";
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that this one says. */
                sender?: "contact" | "bot" | "operator" | "system";
                /** @description The order of the list: the name of a field, with "-" before it the other way round. */
                sort?: "createdAt" | "-createdAt";
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    doctorExamine: {
        parameters: {
            query?: {
                /** @description The language of the answer. */
                lang?: "en" | "zh";
                /** @description The userid of a member of the enterprise: whether the apps are visible to them is checked too. */
                memberId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorReportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterListsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterListsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterListsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterListsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterListsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterWordsImport: {
        parameters: {
            query: {
                /** @description Says what would change, and writes nothing. */
                dryRun?: boolean;
                /** @description txt: a word a line. csv, json: perhaps with an action each. */
                format: "txt" | "json" | "csv";
                /** @description How many of the latest messages of contacts the words are tried on. */
                messages?: number;
                /** @description How it is to be done. */
                mode?: "append" | "replace";
            };
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            422: components["responses"]["422.knowledge.file-columns-missing.knowledge.file-damaged.knowledge.file-empty.knowledge.file-encoding-unknown.knowledge.file-encrypted.knowledge.file-format-mismatch.knowledge.file-inflates-too-much.knowledge.file-sheet-unknown.knowledge.file-text-missing.knowledge.file-too-costly.knowledge.file-too-long.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterWordsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterWordsSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
                /** @description The word. */
                word: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterWordsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
                /** @description The word. */
                word: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterRulesList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterRulesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterRulesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterRulesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterRulesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    filterTrialsTry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilterTrialBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterTrialView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    flowsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    flowsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    flowsSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    flowsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    groupsHours: {
        parameters: {
            query?: {
                /** @description Left out: now. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffRulesList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffRulePage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffRulesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffRuleBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffRuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffRulesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffRuleView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffRulesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffRuleBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffRuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffRulesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsList: {
        parameters: {
            query?: {
                /** @description The conversation. */
                conversationId?: string;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description The operator group. */
                groupId?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description The operator. */
                operatorId?: string;
                /** @description The order of the list: the name of a field, with "-" before it the other way round. */
                sort?: "-createdAt" | "createdAt";
                /** @description Where it stands. */
                state?: "requested" | "offered" | "claimed" | "resolved" | "returned" | "expired" | "abandoned";
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffDetailsView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.at-capacity.handoff.closed.handoff.operator-refused.handoff.taken"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.closed.handoff.not-claimed.handoff.operator-refused"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeDraftsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeDraftBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsSend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentMessageView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.closed.handoff.not-claimed.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsResolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.closed.handoff.not-claimed.handoff.operator-refused.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsReturnToBot: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.closed.handoff.not-claimed.handoff.operator-refused.request.answer-lost.request.still-running"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffsTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.handoff.closed.handoff.not-claimed.handoff.operator-refused.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffEventsStream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.handoff.streams-full.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffOperationsResolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionsBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    handoffOperationsTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransfersBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    intentsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    intentsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    intentsSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntentBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    intentsDelete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only those that count, or only those that do not. */
                enabled?: boolean;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that belong to this member of the staff. */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKeyBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            409: components["responses"]["409.access.roles-conflict.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.roles-conflict.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    keysRotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotationBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.roles-conflict.request.answer-lost.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    categoriesList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    categoriesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    categoriesSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    categoriesUnset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description What people call it. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsList: {
        parameters: {
            query?: {
                /** @description The category; null for none. */
                category?: string;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description Of which kind. */
                kind?: "faq" | "text";
                /** @description BCP 47, such as `zh-CN`. */
                language?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of the question or of the externalId. */
                q?: string;
                /** @description The order of the list: the name of a field, with "-" before it the other way round. */
                sort?: "createdAt" | "-createdAt";
                /** @description Where it stands. */
                state?: "draft" | "in_review" | "published" | "archived";
                /** @description Only those with this tag. */
                tag?: string;
                /** @description Changed at this moment or later. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentDraftsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentDraftsSave: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentDraftsDiscard: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentDraftsPublish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.conflict.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsListPassages: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Left out: the current one. */
                revision?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassagePage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentRevisionsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentRevisionsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
                /** @description Grows with each change of what it says. */
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentRevisionsRestore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
                /** @description Grows with each change of what it says. */
                revision: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentOperationsOperate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentOperations"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    documentsStepAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatesBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepResults"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    evaluationsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    evaluationsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationBody"];
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.knowledge.evaluations-waiting.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    evaluationsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    evaluationsFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    evaluationsResults: {
        parameters: {
            query?: {
                /** @description Only those with this change. */
                change?: "better" | "worse" | "new" | "lost" | "changed" | "same";
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationResultPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeExportsExport: {
        parameters: {
            query: {
                /** @description Only documents of this category. */
                category?: string;
                /** @description What the file is. */
                format: "jsonl" | "csv";
                /** @description Only documents in this state. */
                state?: "draft" | "in_review" | "published" | "archived";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    gapsList: {
        parameters: {
            query?: {
                /** @description Only what was asked of this account. */
                accountId?: string;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description The most asked first, or the most recent. */
                order?: "count" | "recent";
                /** @description Only what was asked at that time or later. */
                since?: string;
                /** @description Where it stands. */
                state?: "open" | "drafted" | "resolved" | "dismissed";
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    gapsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapDetailView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    gapsDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapDraftBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.knowledge.step-forbidden.request.answer-lost.request.conflict.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    gapsQuestions: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapQuestionPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    gapsSetState: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapStateBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapDetailView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeImportsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeImportsCreate: {
        parameters: {
            query: {
                /** @description Of the documents that name none themselves. */
                category?: string;
                /** @description Says what would change, and writes nothing. */
                dryRun?: boolean;
                /** @description Of the document that the file is: md, html, docx, pdf. Left out: made of the name or title. */
                externalId?: string;
                /** @description What the file is. */
                format: "jsonl" | "csv" | "xlsx" | "md" | "html" | "docx" | "pdf";
                /** @description Of the documents that name none themselves. BCP 47, such as `zh-CN`. */
                language?: string;
                /** @description The headers of columns that are not named as usual, as a JSON object such as `{"question": "客户怎么问"}`; fields: externalId, kind, question, similarQuestions, answer, category, tags, language, validFrom, validUntil */
                mapping?: string;
                /** @description The name of the file. */
                name?: string;
                /** @description Publishes what is imported. Without it new documents are drafts and existing ones keep their state. */
                publish?: boolean;
                /** @description The sheet of an XLSX file. Left out: the first one. */
                sheet?: string;
                /** @description Of the document that the file is: md, html, docx, pdf. Left out: its first heading. */
                title?: string;
            };
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeImportsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    knowledgeImportsFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    searchSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable.knowledge.index-unavailable"];
        };
    };
    vocabularyGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VocabularyView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    vocabularyReplace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VocabularyBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VocabularyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    meGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    mediaAdd: {
        parameters: {
            query: {
                /** @description What the receiver sees. Left out: a name after its type. */
                name?: string;
                /** @description image: JPEG or PNG; voice: AMR; video: MP4; file: anything. */
                type: "image" | "voice" | "video" | "file";
            };
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    mediaGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.media.waiting"];
            410: components["responses"]["410.media.gone"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    explanationsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsSetKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    modelsUsed: {
        parameters: {
            query?: {
                /** @description How many days back. */
                days?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SinkPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SinkBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SinkView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SinkView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SinkBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SinkView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sinksTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    notificationsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description About this handoff. */
                handoffId?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Dead ones may be replayed. */
                state?: "pending" | "sending" | "delivered" | "superseded" | "dead";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    notificationsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    notificationsReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.notification.not-dead.request.answer-lost.request.still-running"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description Only those of this group. */
                groupId?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorsSetPresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    operatorOperationsOperate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorOperations"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRequestPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRequestView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.privacy.copy-unfinished"];
            410: components["responses"]["410.privacy.copy-gone"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    noticesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsErase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactRequestBody"];
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRequestView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.privacy.on-hold.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    contactRequestsExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactRequestBody"];
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRequestView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.privacy.on-hold.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    holdsList: {
        parameters: {
            query?: {
                /** @description true: what is held now; false: what is held no more. Left out: both. */
                active?: boolean;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    holdsPlace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    holdsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    holdsChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldChangeBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    holdsRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    labelsGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelCoverageView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    masterKeyGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MasterKeyView"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    retentionGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionView"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    retentionList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRunPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    unmaskingsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where it stands. */
                state?: "requested" | "approved" | "refused" | "revealed" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskingPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    unmaskingsRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmaskingBody"];
            };
        };
        responses: {
            /** @description The originals. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskingView"];
                };
            };
            /** @description Somebody else has to approve. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.privacy.unmaskings-waiting.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    unmaskingsFetch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    unmaskingsDecide: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmaskingApprovalBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmaskingSummary"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.privacy.unmasking-closed.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptsPublish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptTrialsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptTrialsCreate: {
        parameters: {
            query?: {
                /** @description Only what this account may quote. */
                accountId?: string;
                /** @description The version to compare with. Left out: the one that is live. */
                against?: string;
                /** @description The language to answer in, such as `en`. Left out: that of each question. */
                language?: string;
            };
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
                "application/jsonl": string;
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.prompt.trials-waiting.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptTrialsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptTrialsFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    promptTrialsResults: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
                /** @description Such as `answer-7`; `default` is the one that is shipped. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialResultPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    replaysList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    replaysCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayBody"];
            };
        };
        responses: {
            /** @description It is taken and worked on; ask for it by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.dialog.replays-waiting.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    replaysGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    replaysFollow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `id` of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobView"];
                };
            };
            /** @description The event that `Last-Event-ID` names was the last one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited.request.streams-full"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    replaysTurns: {
        parameters: {
            query?: {
                /** @description Only those with this change. */
                change?: "answered" | "unanswered" | "reworded" | "other" | "same";
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedTurnPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    rolesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolePage"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    rolesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoleBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.roles-conflict.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    rolesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the role. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    rolesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description Of the role. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.roles-conflict.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    rolesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description Of the role. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutePage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RouteBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RouteView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RouteView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RouteBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RouteView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesCompare: {
        parameters: {
            query?: {
                /** @description So many days back. */
                days?: number;
            };
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    routesRollBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RouteView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    satisfactionGet: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SatisfactionView"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sessionGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSessionView"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sessionEnd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sessionsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Whose: of others than oneself with the permission session.read. Left out: the caller's own. */
                staffId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sessionsEndAll: {
        parameters: {
            query?: {
                /** @description Whose: of others than oneself with the permission session.manage. Left out: the caller's own. */
                staffId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessionsView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    sessionsEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingPage"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsChangeAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSettingsBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The setting. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The setting. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSettingBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsVersions: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The setting. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingVersionPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    settingsRestore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The setting. */
                key: string;
                /** @description The version whose value is taken. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            412: components["responses"]["412.request.precondition-failed"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    signInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWaysView"];
                };
            };
            403: components["responses"]["403.access.address-forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    signInPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            403: components["responses"]["403.access.address-forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    signInBecomeAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdministratorBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.first-administrator-refused.access.sign-in-stale"];
            409: components["responses"]["409.request.conflict"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.access.sign-in-locked.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    signInToOidc: {
        parameters: {
            query?: {
                /** @description Where the browser goes when its member has signed in: a path of this program. Left out: /api/v1/session. */
                return?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somewhere else: the header Location says where. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            403: components["responses"]["403.access.address-forbidden.access.sign-in-declined.access.sign-in-refused"];
            409: components["responses"]["409.access.sign-in-unavailable"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.access.provider-unreachable.database.unavailable"];
        };
    };
    signInFromOidc: {
        parameters: {
            query?: {
                /** @description What the provider gave. Missing: it was broken off there. */
                code?: unknown;
                /** @description What went along to the provider. */
                state?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somewhere else: the header Location says where. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.not-admitted.access.sign-in-declined.access.sign-in-refused.access.sign-in-stale"];
            409: components["responses"]["409.access.roles-conflict.access.sign-in-unavailable.request.conflict"];
            429: components["responses"]["429.access.sign-in-locked.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.access.provider-unreachable.database.unavailable"];
        };
    };
    signInToWecom: {
        parameters: {
            query?: {
                /** @description By whose app. Left out: the first one. */
                account?: string;
                /** @description Inside the client of WeCom, or in any other browser, by a QR code; auto looks which one it is. */
                mode?: "auto" | "client" | "browser";
                /** @description Where the browser goes when its member has signed in: a path of this program. Left out: /api/v1/session. */
                return?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somewhere else: the header Location says where. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            403: components["responses"]["403.access.address-forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.sign-in-unavailable"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    signInFromWecom: {
        parameters: {
            query?: {
                /** @description What the provider gave. Missing: it was broken off there. */
                code?: unknown;
                /** @description What went along to the provider. */
                state?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somewhere else: the header Location says where. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.not-a-member.access.not-admitted.access.sign-in-declined.access.sign-in-refused.access.sign-in-stale"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.roles-conflict.access.sign-in-unavailable.request.conflict"];
            429: components["responses"]["429.access.sign-in-locked.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            502: components["responses"]["502.wecom.token-refused"];
            503: components["responses"]["503.database.unavailable.wecom.unreachable"];
        };
    };
    staffList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only members who may come in, or only those who may not. */
                enabled?: boolean;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only members who have this role. */
                role?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    staffGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    staffChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.last-administrator.access.roles-conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    staffRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.last-administrator"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    entryRulesList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryRulePage"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    entryRulesCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryRuleBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryRuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights"];
            409: components["responses"]["409.access.last-administrator.access.roles-conflict.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    entryRulesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryRuleView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    entryRulesUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryRuleBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryRuleView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.last-administrator.access.roles-conflict.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    entryRulesRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.escalation.access.forbidden.access.own-rights"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.access.last-administrator"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description The order of the list: the name of a field, with "-" before it the other way round. */
                sort?: "-number" | "number";
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicketBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsGet: {
        parameters: {
            query?: never;
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict.ticket.step-forbidden"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsListComments: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: {
                /** @description What it is read for, up to 200 characters, UTF-8 or percent-encoded; stands in the audit log. */
                "X-Audit-Purpose"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            400: components["responses"]["400.audit.purpose-required.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running.ticket.comments-full"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    ticketsPut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExternalTicketBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict.ticket.comments-full.ticket.step-forbidden"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    tokensIssue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenView"];
                };
            };
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden.access.token-from-token"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    tokensRotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateTokenKeyBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenKeyView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsList: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The properties that the items are to have, separated by commas; without it, all of them. */
                fields?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolPage"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            409: components["responses"]["409.request.answer-lost.request.conflict.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
            /** @description It has the ETag that If-None-Match names. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was seen: a change since then is answered 412. Left out: the change goes through. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.conflict"];
            412: components["responses"]["412.request.precondition-failed"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
    toolsTry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Up to 200 visible characters of your own, new for each thing to do. The same request under the same key is done once: for 24 hours its answer comes again, with `Idempotent-Replay: true`. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolTrialBody"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolTrialView"];
                };
            };
            400: components["responses"]["400.request.invalid"];
            401: components["responses"]["401.access.body-digest-wrong.access.key-expired.access.nonce-used.access.session-ended.access.signature-malformed.access.signature-stale.access.signature-wrong.access.token-invalid.access.unauthorized"];
            403: components["responses"]["403.access.address-forbidden.access.csrf-refused.access.disabled.access.forbidden"];
            404: components["responses"]["404.request.not-found"];
            409: components["responses"]["409.request.answer-lost.request.still-running"];
            413: components["responses"]["413.request.too-large"];
            415: components["responses"]["415.request.unsupported-media-type"];
            422: components["responses"]["422.request.idempotency-mismatch"];
            429: components["responses"]["429.request.rate-limited"];
            500: components["responses"]["500.server.internal"];
            503: components["responses"]["503.database.unavailable"];
        };
    };
}
