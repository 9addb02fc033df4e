import ts from 'typescript';
import { type ErrorCode, errorCatalogue } from '../../src/common/error-catalogue.js';
import { sourceFiles } from './source-files.js';

type Body = ts.FunctionLikeDeclaration | ts.ClassDeclaration;

interface Own {
  codes: ReadonlySet<ErrorCode>;
  calls: ReadonlySet<Body>;
}

/**
 * Which errors can come out of a function, by reading it and all that it names, as far as the types lead: not through an
 * interface, not out of work that nobody waits for (`void`), not out of a `try` whose `catch` throws nothing, and not out of
 * the items of a bulk, each of which tells its own.
 */
export class ThrownCodes {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly own = new Map<Body, Own>();

  constructor() {
    const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
    this.program = ts.createProgram(sourceFiles(), { ...options, noEmit: true });
    this.checker = this.program.getTypeChecker();
  }

  /** Of every method of the controllers in a file: such as `TicketsController.list`. */
  ofControllers(file: string): Map<string, ErrorCode[]> {
    const source = this.program.getSourceFile(file);
    const classes = source?.statements.filter(ts.isClassDeclaration) ?? [];
    return new Map(
      classes.flatMap((declaration) =>
        declaration.members
          .filter(ts.isMethodDeclaration)
          .map((method): [string, ErrorCode[]] => [
            `${declaration.name?.text}.${method.name.getText()}`,
            this.reachedFrom(method),
          ]),
      ),
    );
  }

  private reachedFrom(start: Body): ErrorCode[] {
    const seen = new Set<Body>([start]);
    const codes = new Set<ErrorCode>();
    for (const body of seen) {
      const own = this.ownOf(body);
      own.codes.forEach((code) => codes.add(code));
      own.calls.forEach((called) => seen.add(called)); // a set is walked to what is added on the way
    }
    return [...codes].toSorted();
  }

  private ownOf(body: Body): Own {
    const known = this.own.get(body);
    if (known !== undefined) {
      return known;
    }
    const codes = new Set<ErrorCode>();
    const calls = new Set<Body>();
    const visit = (node: ts.Node): void => {
      if (ts.isVoidExpression(node) || ts.isTypeNode(node) || ts.isDecorator(node)) {
        return;
      }
      if (ts.isTryStatement(node) && node.catchClause !== undefined && !throws(node.catchClause)) {
        visit(node.catchClause);
        return;
      }
      if (ts.isCallExpression(node) && /^(?:this\.)?forEach(?:Item|Operation|Case)$/.test(node.expression.getText())) {
        return;
      }
      if (ts.isNewExpression(node) || isSuperCall(node)) {
        this.codesOf(node).forEach((code) => codes.add(code));
      }
      if (ts.isIdentifier(node)) {
        this.bodiesOf(node).forEach((called) => calls.add(called));
      }
      ts.forEachChild(node, visit);
    };
    if (ts.isClassDeclaration(body)) {
      body.members.filter(ts.isConstructorDeclaration).forEach((member) => ts.forEachChild(member, visit));
    } else {
      ts.forEachChild(body, visit);
    }
    const own = { codes, calls };
    this.own.set(body, own);
    return own;
  }

  /** The first argument of what becomes an `AppError`; nothing where it is just any code. */
  private codesOf(call: ts.NewExpression | ts.CallExpression): ErrorCode[] {
    const [first] = call.arguments ?? [];
    if (first === undefined || !/(?:^|\W)(?:super|\w*Error)$/.test(call.expression.getText())) {
      return [];
    }
    const type = this.checker.getTypeAtLocation(first);
    const types = type.isUnion() ? type.types : [type];
    const codes = types.filter((one) => one.isStringLiteral()).map(({ value }) => value);
    return codes.length < Object.keys(errorCatalogue).length ? codes.filter(isCode) : [];
  }

  private bodiesOf(name: ts.Identifier): Body[] {
    const found = this.checker.getSymbolAtLocation(name);
    const symbol =
      found !== undefined && (found.flags & ts.SymbolFlags.Alias) !== 0 ? this.checker.getAliasedSymbol(found) : found;
    return (symbol?.declarations ?? []).map(bodyOf).filter((body) => body !== undefined && isOurs(body));
  }
}

function bodyOf(declaration: ts.Declaration): Body | undefined {
  if (ts.isClassDeclaration(declaration)) {
    return declaration;
  }
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) {
    const { initializer } = declaration;
    return initializer !== undefined && ts.isArrowFunction(initializer) ? initializer : undefined;
  }
  return ts.isFunctionLike(declaration) && 'body' in declaration ? declaration : undefined;
}

function isOurs(body: Body | undefined): body is Body {
  return body !== undefined && !body.getSourceFile().isDeclarationFile;
}

function isSuperCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function throws(node: ts.Node): boolean {
  return ts.isThrowStatement(node) || (ts.forEachChild(node, throws) ?? false);
}

function isCode(value: string): value is ErrorCode {
  return value in errorCatalogue;
}
