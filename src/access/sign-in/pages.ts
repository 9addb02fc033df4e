import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../common/error-catalogue.js';
import type { Problem } from '../../common/problem-filter.js';

/** A page, and what it is allowed to do. */
export interface Page {
  html: string;
  /** The header `Content-Security-Policy`. */
  policy: string;
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const START = '/api/v1/sign-in/wecom';

/** What a member can do about it; anything else is for whoever knows the code. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  'access.disabled': '您的访问已被停用，请联系管理员。',
  'access.not-a-member': '只有本企业的成员可以登录。',
  'access.not-admitted': '没有准入规则允许您进入，请联系管理员。',
  'access.roles-conflict': '您的几项角色不能同时拥有，请联系管理员。',
  'access.sign-in-declined': '登录已取消，请重新登录。',
  'access.sign-in-locked': '失败次数过多，请稍后再试。',
  'access.sign-in-stale': '这次登录已过期、已用过，或不是在这个浏览器中开始的，请重新登录。',
  'access.sign-in-unavailable': '这种登录方式尚未配置，请联系管理员。',
};

/** For people whose sign-in ended badly: the code, the id under which the log knows it, and the way back. */
export function failurePage({ code, title, requestId }: Problem): Page {
  const html = pageOf(
    '登录未成功 · Sign-in failed',
    `<p>${ADVICE[code] ?? '登录未成功，请重新登录；如仍有问题，请把下面的代码告诉管理员。'}</p>
<p>${escaped(title)}.</p>
<p><code>${escaped(code)}</code> · <code>${escaped(requestId)}</code></p>
<p><a href="${START}">重新登录 · Sign in again</a></p>`,
  );
  return { html, policy: NOTHING };
}

/** Sends the code as the API wants it; the answer says where to go on. */
const SCRIPT = `
const form = document.querySelector('form');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await fetch('/api/v1/sign-in/first-administrator', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: form.code.value }),
  });
  const body = await answer.json();
  if (answer.ok) {
    location.assign(body.returnTo);
  } else {
    document.querySelector('output').textContent = body.code + ': ' + body.detail;
  }
});
`;

/** Asks whoever waits for the one-time code. */
export function firstAdministratorPage(): Page {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const html = pageOf(
    '首位管理员 · First administrator',
    `<p>您已通过身份验证，但目前还没有管理员。请输入服务启动时打印的一次性代码（也保存在数据目录的 first-administrator-code 文件中）。</p>
<p>You are known, and nobody administers yet: enter the one-time code that the program printed when it started.</p>
<form><input name="code" autocomplete="off" autofocus maxlength="64" size="28" required> <button>确定 · Enter</button></form>
<p><output></output></p>
<script>${SCRIPT}</script>`,
  );
  return { html, policy: `${NOTHING}; script-src 'sha256-${hash}'; connect-src 'self'` };
}

function pageOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
