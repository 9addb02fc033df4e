import { ApiProperty } from '@nestjs/swagger';
import { asId } from '../../common/ids.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { ResponseMappingBody, type ToolAuthBody, type ToolBody } from './tool.dto.js';
import type { ToolChange } from './tools.js';
import { authKinds, type Tool, type ToolAuth, toolMethods } from './tool.js';

class ToolAuthView {
  @ApiProperty({ enum: authKinds, description: 'How a call shows who it is.' })
  kind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The header that carries the secret; null for another kind.',
  })
  headerName!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The user name of basic auth; null for another kind.' })
  username!: string | null;
  @ApiProperty({ description: 'Whether there is one; it is never shown.' })
  hasSecret!: boolean;
}

export class ToolView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'What a model is told that it does.' })
  description!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of the arguments.' })
  parameters!: Tool['parameters'];
  @ApiProperty({ enum: toolMethods, description: 'The HTTP method of a call.' })
  method!: string;
  @ApiProperty({ description: 'The address of a call; placeholders in braces are arguments.' })
  url!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Headers of each call.' })
  headers!: Tool['headers'];
  @ApiProperty({ nullable: true, type: 'object', additionalProperties: true, description: 'Null: all arguments.' })
  body!: unknown;
  @ApiProperty({ type: ToolAuthView, description: 'How a call shows who it is, without the secret.' })
  auth!: ToolAuthView;
  @ApiProperty({ type: ResponseMappingBody, description: 'What of an answer is used.' })
  response!: Tool['response'];
  @ApiProperty({
    nullable: true,
    oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
    description: 'Whether the contact is asked first, and how.',
  })
  confirmation!: Tool['confirmation'] | null;
  @ApiProperty({ description: 'How long a call may take, in milliseconds.' })
  timeoutMs!: number;
  @ApiProperty({ type: [String], description: 'The hosts that a call may go to.' })
  allowedHosts!: readonly string[];
  @ApiProperty({ description: 'It changes something: the contact is asked first.' })
  hasSideEffects!: boolean;
  @ApiProperty({ description: 'Whether models may call it.' })
  forModels!: boolean;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all accounts.' })
  accountIds!: readonly string[] | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change, its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ToolPage {
  @ApiProperty({ type: [ToolView] })
  items!: ToolView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class ToolTrialView {
  @ApiProperty({ description: 'Whether the call succeeded.' })
  ok!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it did not.' })
  reason!: string | null;
  @ApiProperty({ description: 'What a model would read.' })
  text!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What a contact would be told, where there is a template.',
  })
  message!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'What the mapping makes.' })
  result!: unknown;
  @ApiProperty()
  milliseconds!: number;
}

export function presentTool(tool: Tool): ToolView {
  const { auth } = tool;
  return {
    id: tool.id,
    name: tool.name,
    description: tool.description,
    parameters: tool.parameters,
    method: tool.method,
    url: tool.url,
    headers: tool.headers,
    body: tool.body ?? null,
    auth: {
      kind: auth.kind,
      headerName: auth.kind === 'header' ? auth.headerName : null,
      username: auth.kind === 'basic' ? auth.username : null,
      hasSecret: tool.secret !== undefined,
    },
    response: tool.response,
    confirmation: tool.confirmation ?? null,
    timeoutMs: tool.timeoutMs,
    allowedHosts: tool.allowedHosts,
    hasSideEffects: tool.hasSideEffects,
    forModels: tool.forModels,
    accountIds: tool.accountIds ?? null,
    enabled: tool.enabled,
    version: tool.version,
    updatedAt: tool.updatedAt.toISOString(),
  };
}

/** @throws {InvalidRequestError} for an auth without what its kind needs. */
export function toolOf({ auth, body, confirmation, accountIds, hasSideEffects, ...rest }: ToolBody): ToolChange {
  return {
    ...rest,
    auth: authOf(auth),
    ...(auth.secret !== undefined && { secret: auth.secret }),
    ...(body !== undefined && body !== null && { body }),
    ...(confirmation !== undefined && confirmation !== null && { confirmation }),
    ...(accountIds !== undefined && accountIds !== null && { accountIds: accountIds.map((id) => asId(id)) }),
    hasSideEffects: hasSideEffects ?? rest.method !== 'GET',
  };
}

function authOf({ kind, headerName, username }: ToolAuthBody): ToolAuth {
  if (kind === 'header') {
    return { kind, headerName: required(headerName, 'headerName') };
  }
  return kind === 'basic' ? { kind, username: required(username, 'username') } : { kind };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw new InvalidRequestError('the auth is not complete', [`auth.${name}: is missing`]);
  }
  return value;
}
