import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** The id of the request, as the answer header, the log and the audit event say it. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return context.switchToHttp().getRequest<{ id: string }>().id;
});
