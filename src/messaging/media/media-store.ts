import type { MediaId } from '../../common/ids.js';

/** Where the bytes of files are kept: a folder, or anything that speaks S3. */
export abstract class MediaStore {
  /** All of it or nothing; a second time replaces the first. */
  abstract put(id: MediaId, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  abstract get(id: MediaId): Promise<Buffer | undefined>;
  /** Nothing happens where there is none. */
  abstract remove(id: MediaId): Promise<void>;
  /** Removes what writers that were killed have left. */
  abstract tidy(): Promise<void>;
}
