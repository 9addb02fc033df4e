import { Injectable } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { PersonalData } from '../privacy/detection/personal-data.js';
import { Vault } from '../privacy/vault/vault.js';
import type { OutboundContent } from './content.js';
import { fillContent, maskContents, protectContents } from './personal-content.js';

/** One message as the history has it, and as whoever it is for reads it. */
export interface BothForms {
  stored: OutboundContent;
  sent: OutboundContent;
}

/** What is sent has the personal data of its addressee; what is stored has placeholders. */
@Injectable()
export class MessageForms {
  constructor(
    private readonly vault: Vault,
    private readonly personalData: PersonalData,
  ) {}

  /**
   * The contact's own placeholders are filled in, and nobody else's.
   * @param shown is sent as it is, to an operator at work; what is stored then has no numbers, and his vault nothing new.
   */
  async of(tx: Tx, contactId: ContactId, content: OutboundContent, shown?: OutboundContent): Promise<BothForms> {
    if (shown !== undefined) {
      const [stored = content] = maskContents((text) => this.personalData.maskForAll(text), [content]);
      return { stored, sent: shown };
    }
    return {
      stored: await this.stored(tx, contactId, content),
      sent: await fillContent(this.vault, tx, contactId, content),
    };
  }

  /** As the history would have it. */
  async stored(tx: Tx, contactId: ContactId, content: OutboundContent): Promise<OutboundContent> {
    const [stored] = await protectContents(this.vault, tx, contactId, [content]);
    return stored ?? content;
  }
}
