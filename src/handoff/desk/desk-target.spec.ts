import { describe, expect, it } from 'vitest';
import { asId, type HandoffId } from '../../common/ids.js';
import { type DeskPlace, targetOf } from './desk-target.js';

const one = asId<HandoffId>('one');
const other = asId<HandoffId>('other');
const nowhere = { currentId: null, isAsked: false };

function place(id: HandoffId, { isNew = false, isHeld = false } = {}): DeskPlace {
  return { id, isNew, isHeld };
}

describe('whom an operator’s words are for', () => {
  it('is nobody where he has no case: he writes as anybody else', () => {
    expect(targetOf(nowhere, [])).toEqual({ kind: 'contact' });
    expect(targetOf({ currentId: null, isAsked: true }, [])).toEqual({ kind: 'contact' });
  });

  it('is the only case that he has', () => {
    expect(targetOf(nowhere, [place(one)])).toEqual({ kind: 'case', id: one });
    expect(targetOf(nowhere, [place(one, { isNew: true })])).toEqual({ kind: 'case', id: one });
  });

  it('is the case that he switched to last', () => {
    expect(targetOf({ currentId: other, isAsked: false }, [place(one), place(other)])).toEqual({
      kind: 'case',
      id: other,
    });
  });

  it('is asked back where he has several and chose none', () => {
    expect(targetOf(nowhere, [place(one), place(other)])).toEqual({ kind: 'ask', why: 'several' });
  });

  it('is asked back where the case he was writing to is his no more, though another one is left', () => {
    const gone = { currentId: one, isAsked: false };
    expect(targetOf(gone, [place(other)])).toEqual({ kind: 'ask', why: 'gone' });
    expect(targetOf(gone, [])).toEqual({ kind: 'ask', why: 'gone' });
  });

  it('is asked back until he has chosen, though one case is left: what he sent may have crossed the question', () => {
    expect(targetOf({ currentId: null, isAsked: true }, [place(other)])).toEqual({ kind: 'ask', why: 'several' });
  });

  it('is asked back where another case became his since he wrote last', () => {
    const places = [place(one), place(other, { isNew: true })];
    expect(targetOf({ currentId: one, isAsked: false }, places)).toEqual({ kind: 'ask', why: 'joined' });
  });

  it('is the case that he has just taken from the card', () => {
    const places = [place(one), place(other, { isNew: true })];
    expect(targetOf({ currentId: other, isAsked: false }, places)).toEqual({ kind: 'case', id: other });
  });

  it('is asked back where he has put his only case aside', () => {
    expect(targetOf(nowhere, [place(one, { isHeld: true })])).toEqual({ kind: 'ask', why: 'held' });
  });
});
