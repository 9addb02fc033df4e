import { ApiProperty } from '@nestjs/swagger';
import { type HashAlgorithm, hashAlgorithms } from './hashing.js';

export class SealDto {
  @ApiProperty({ description: '1 for the first, without gaps.' })
  number!: number;
  @ApiProperty({ description: 'The place of its first event in the chain.' })
  firstSequence!: number;
  @ApiProperty({ description: 'The number of the last event that it covers.' })
  lastSequence!: number;
  @ApiProperty({ description: 'The earliest time of its events, in microseconds since 1970, as the seal signs it.' })
  firstAt!: number;
  @ApiProperty({ description: 'The latest time of its events, in microseconds since 1970.' })
  lastAt!: number;
  @ApiProperty({ description: 'When it was made, in microseconds since 1970.' })
  sealedAt!: number;
  @ApiProperty({ description: 'Merkle root over its events (RFC 6962), in hexadecimal.' })
  root!: string;
  @ApiProperty({ description: 'The chain hash of its last link, in hexadecimal.' })
  chain!: string;
  @ApiProperty({ description: 'The hash of the seal before it, in hexadecimal.' })
  previous!: string;
  @ApiProperty({ enum: hashAlgorithms, description: 'The algorithm of all hashes of the seal.' })
  hashAlgorithm!: HashAlgorithm;
  @ApiProperty({ description: 'The fingerprint of the key that signed it.' })
  keyId!: string;
  @ApiProperty({ description: 'Its own hash, in hexadecimal: what anchors tell.' })
  hash!: string;
  @ApiProperty({ description: 'The signature over its canonical form, in base64.' })
  signature!: string;
}

export class SealPage {
  @ApiProperty({ type: [SealDto] })
  items!: SealDto[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class SigningKeyDto {
  @ApiProperty({ description: 'Its fingerprint: SHA-256 of the public key as SPKI in DER. Keep it outside.' })
  id!: string;
  @ApiProperty({ enum: ['ed25519', 'sm2'], description: 'What it signs with.' })
  algorithm!: string;
  @ApiProperty({ description: 'PEM.' })
  publicKey!: string;
  @ApiProperty({ nullable: true, type: String, description: 'The key before, which vouches for it.' })
  predecessor!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'The signature of the key before, in base64.' })
  endorsement!: string | null;
}

export class StoredKeyDto extends SigningKeyDto {
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'Null for the one that signs.' })
  retiredAt!: string | null;
}

export class SigningKeyList {
  @ApiProperty({ type: [StoredKeyDto] })
  items!: StoredKeyDto[];
}

export class AnchorStateDto {
  @ApiProperty({ description: '`file`, `bucket`, `notifications`.' })
  sink!: string;
  @ApiProperty({ description: 'The last seal that it was given; 0: none yet.' })
  seal!: number;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When it last took a seal; null if it never did.',
  })
  anchoredAt!: string | null;
  @ApiProperty({ description: 'How often in a row it failed.' })
  failures!: number;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'Since when it takes none; null while it works.',
  })
  failedSince!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'Why it failed last.' })
  reason!: string | null;
}

export class AnchorStateList {
  @ApiProperty({ type: [AnchorStateDto] })
  items!: AnchorStateDto[];
}
