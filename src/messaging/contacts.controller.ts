import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { concern, Reads } from '../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { NotFoundError } from '../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../common/entity-tag.js';
import { asId, type ContactId } from '../common/ids.js';
import { WithinReach } from '../common/reach.js';
import { RequestId } from '../common/request-id.js';
import { type Contact, Contacts } from './contacts.js';
import { ContactView, TagsRequest } from './contacts.dto.js';

@ApiTags('contacts')
@ApiBearerAuth()
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(private readonly contacts: Contacts) {}

  @ApiOperation({ summary: 'Read a contact' })
  @Get(':id')
  @Reads('contact')
  @Tagged('version')
  @RequirePermission('conversation.read')
  @WithinReach('contact')
  @ApiOkResponse({ type: ContactView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ContactView> {
    const contact = await this.contacts.find(asId<ContactId>(id));
    if (contact === undefined) {
      throw new NotFoundError('the contact');
    }
    concern({ accountId: contact.accountId, contactId: contact.id });
    return presentContact(contact);
  }

  @ApiOperation({ summary: 'Set the tags of a contact', description: 'Rules of handing over may look at them.' })
  @Put(':id/tags')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @WithinReach('contact')
  @ApiOkResponse({ type: ContactView })
  async setTags(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @IfMatch() ifMatch: string | undefined,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { tags }: TagsRequest,
  ): Promise<ContactView> {
    return presentContact(await this.contacts.setTags(asId<ContactId>(id), tags, { actor, requestId, ifMatch }));
  }
}

function presentContact({ id, accountId, externalId, tags, version, createdAt, lastSeenAt }: Contact): ContactView {
  return {
    id,
    accountId,
    externalId,
    tags: [...tags],
    version,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
