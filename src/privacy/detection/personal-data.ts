import { Injectable } from '@nestjs/common';
import type { OwnPattern } from '../../settings/own-patterns.js';
import { Settings } from '../../settings/settings.js';
import { findPersonalData } from './find-personal-data.js';
import { mask, type MaskedTexts, maskForAll, maskTogether } from './masking.js';
import { ownDetectors } from './own-patterns.js';
import type { Detector, PersonalSpan } from './personal-span.js';

/** Finds and masks personal data, that of the enterprise's own patterns too; a change of these is live within 2 s. */
@Injectable()
export class PersonalData {
  private compiled: { patterns: readonly OwnPattern[]; detectors: readonly Detector[] } = {
    patterns: [],
    detectors: [],
  };

  constructor(private readonly settings: Settings) {}

  /** In the order of the text, without overlaps; nothing within a placeholder. */
  readonly find = (text: string): PersonalSpan[] => findPersonalData(text, this.ownDetectors());

  /** With placeholders that have no numbers. */
  mask(text: string): string {
    return mask(text, this.find);
  }

  /** See `maskForAll`. */
  maskForAll(text: string): string {
    return maskForAll(text, this.find);
  }

  /** See `maskTogether`. */
  maskTogether(texts: readonly string[]): MaskedTexts {
    return maskTogether(texts, this.find);
  }

  /** The setting is the same list for as long as nobody changes it. */
  private ownDetectors(): readonly Detector[] {
    const patterns = this.settings.get('privacy.patterns');
    if (patterns !== this.compiled.patterns) {
      this.compiled = { patterns, detectors: ownDetectors(patterns) };
    }
    return this.compiled.detectors;
  }
}
