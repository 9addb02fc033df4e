/**
 * Where an API is, below the address that people gave. A query of theirs (`?api-version=…`) stays, and a part of the
 * path that they gave already is not doubled.
 * @param path such as `/chat/completions`
 * @param prefix what stands before `path` where people left it out, such as `/api/v1`
 */
export function apiUrl(baseUrl: string, path: string, prefix = ''): string {
  const url = new URL(baseUrl);
  let folder = url.pathname.replace(/\/+$/, '');
  if (folder.endsWith(path)) {
    folder = folder.slice(0, -path.length);
  }
  url.pathname = withPrefix(folder, prefix) + path;
  url.hash = '';
  return url.href;
}

/** `/api` of `/api/v1` may be there already. */
function withPrefix(folder: string, prefix: string): string {
  const parts = prefix.split('/').slice(1);
  for (let given = parts.length; given > 0; given -= 1) {
    const beginning = `/${parts.slice(0, given).join('/')}`;
    if (folder.endsWith(beginning)) {
      return folder + prefix.slice(beginning.length);
    }
  }
  return folder + prefix;
}
