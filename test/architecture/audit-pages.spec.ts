import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Every action that the union of audit events is made of. */
function actionsInCode(): string[] {
  const found = new Set<string>();
  for (const file of sourceFiles('src/audit/**/*.ts')) {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertySignature(node) && node.name.getText() === 'action' && node.type !== undefined) {
        for (const type of ts.isUnionTypeNode(node.type) ? node.type.types : [node.type]) {
          if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) {
            found.add(type.literal.text);
          }
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return [...found].toSorted();
}

it.each(['docs/audit-events.md', 'docs/audit-events.zh-CN.md'])('%s lists every action, and no other', (page) => {
  const [, chapter = ''] =
    /^## (?:Every action|全部动作)$(.*?)(?=^## |(?![^]))/ms.exec(readFileSync(page, 'utf8')) ?? [];
  const listed = chapter.match(/(?<=`)[a-z-]+\.[a-z-]+(?=`)/g) ?? [];

  expect(actionsInCode()).toContain('message.received');
  expect(listed.toSorted()).toEqual(actionsInCode());
});
