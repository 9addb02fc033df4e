import { type Dispatcher, fetch as fetchThrough } from 'undici';

/** An answer of 64 KB comes in chunks of JSON that weigh some hundred times as much. */
const RESPONSE_BYTES_MAX = 16 * 1024 * 1024;

/** undici's own `fetch`, which alone knows our dispatcher, for a library that wants the global one. */
export function boundedFetch(dispatcher: Dispatcher): typeof fetch {
  return async (input, { method, headers, body = null, signal } = {}) => {
    if (input instanceof Request || (typeof body !== 'string' && body !== null)) {
      throw new TypeError('only a URL and a text are expected here');
    }
    const response = await fetchThrough(input, {
      dispatcher,
      method,
      headers: [...new Headers(headers)],
      body,
      signal,
    });
    return new Response(response.body?.pipeThrough(bounded()), {
      status: response.status,
      headers: [...response.headers],
    });
  };
}

function bounded(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller): void {
      bytes += chunk.byteLength;
      if (bytes > RESPONSE_BYTES_MAX) {
        controller.error(new RangeError('the response is too large'));
      } else {
        controller.enqueue(chunk);
      }
    },
  });
}
