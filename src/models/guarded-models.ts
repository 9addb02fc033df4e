import { Injectable } from '@nestjs/common';
import type { ModelId } from '../common/ids.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { ProviderConversations } from './conversation-ids.js';
import { GuardedModel } from './guarded-model.js';
import { ModelMeters } from './model-meters.js';
import type { KeyedModel } from './model-rows.js';
import { ModelStore } from './model-store.js';
import { providerOf } from './providers/providers.js';

/** What guards each model in this process. A model that was changed begins anew, with a closed circuit. */
@Injectable()
export class GuardedModels {
  private readonly byId = new Map<ModelId, GuardedModel>();

  constructor(
    private readonly store: ModelStore,
    private readonly meters: ModelMeters,
    private readonly conversations: ProviderConversations,
    private readonly outgoing: OutgoingDispatcher,
  ) {}

  of({ model, apiKey }: KeyedModel): GuardedModel {
    const known = this.byId.get(model.id);
    if (known?.model.version === model.version) {
      return known;
    }
    this.forgetDeleted();
    const conversations = this.conversations.at(model.id);
    const connection = { baseUrl: model.baseUrl, model: model.model, apiKey };
    const provider = providerOf(model.provider, connection, this.outgoing.dispatcher, conversations);
    const guarded = new GuardedModel(model, provider, this.meters);
    this.byId.set(model.id, guarded);
    return guarded;
  }

  private forgetDeleted(): void {
    for (const id of this.byId.keys()) {
      if (this.store.get(id) === undefined) {
        this.byId.delete(id);
      }
    }
  }
}
