import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import { asId, type MediaId, type MessageId } from '../../src/common/ids.js';
import { AppConfig } from '../../src/config/app-config.js';
import { Leases } from '../../src/messaging/leases.js';
import { mediaIdOf } from '../../src/messaging/media/media.js';
import { MediaFetching } from '../../src/messaging/media/media-fetching.js';
import { MediaLibrary } from '../../src/messaging/media/media-library.js';
import { OpenMessages } from '../../src/messaging/open-messages.js';
import { ScriptedBucket } from '../setup/scripted-bucket.js';
import { backends } from '../setup/test-program.js';
import { ADMIN_API_KEY, problem } from '../setup/test-platform.js';
import { TestMessaging, WAIT } from '../setup/test-messaging.js';

const PNG = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001A\n'), Buffer.alloc(200, 7)]);
const BUSY = { errcode: -1, errmsg: 'system busy' };

describe.each(backends)('media, with the queue on %s', (backend) => {
  let desk: TestMessaging;
  let library: MediaLibrary;

  beforeAll(async () => {
    desk = await TestMessaging.start(backend);
    library = desk.get(MediaLibrary);
  });

  afterEach(() => desk.wecom.setFault(null));

  afterAll(() => desk.stop());

  /** A member sends an image; it is taken into the conversation as a turn takes it. */
  async function receive(user: string, bytes: Buffer, filename = '图.png') {
    const mediaId = desk.wecom.putMedia({ type: 'image', filename, bytes });
    expect(await desk.wecom.send(user, { type: 'image', picUrl: 'https://a.cn/p', mediaId })).toMatchObject({
      acked: true,
    });
    const { contactId } = desk.addressee(user);
    return { messageId: await take(user), externalId: mediaId, contactId };
  }

  async function take(user: string): Promise<MessageId> {
    const { contactId } = desk.addressee(user);
    const openMessages = desk.get(OpenMessages);
    let taken: MessageId | undefined;
    await desk.get(Leases).hold('dialog', contactId, async (lease) => {
      const { messages } = await openMessages.of(contactId);
      const [first] = messages;
      if (first !== undefined) {
        await openMessages.take(lease, [first]);
        await openMessages.take(lease, [first]); // a second attempt of the turn
        taken = first.id;
      }
    });
    if (taken === undefined) {
      throw new TypeError('there was nothing to take');
    }
    return taken;
  }

  async function stateOf(messageId: MessageId) {
    const [row] = await desk.database.rows<{ state: string; reason: string | null; attempts: number }>(
      'select state, reason, attempts from media where message_id = $1',
      [messageId],
    );
    return row;
  }

  const becomes = (messageId: MessageId, state: object) =>
    vi.waitFor(async () => expect(await stateOf(messageId)).toMatchObject(state), WAIT);

  const uploads = () => desk.wecom.counters.calls.get('/cgi-bin/media/upload') ?? 0;

  describe('a file that a contact sends', () => {
    it('is fetched, and shown with its message', async () => {
      const { messageId } = await receive('alice', PNG);
      await becomes(messageId, { state: 'stored', attempts: 1 });
      expect(await library.ofMessage(messageId)).toEqual([
        { id: mediaIdOf(messageId), type: 'image', name: '图.png', bytes: PNG.length },
      ]);
      expect(await library.read(mediaIdOf(messageId))).toEqual({ bytes: PNG, name: '图.png', mime: 'image/png' });

      const { contactId } = desk.addressee('alice');
      const [conversation] = await desk.database.rows<{ id: string }>(
        'select id from conversations where contact_id = $1',
        [contactId],
      );
      const history = await desk.platform.call({ url: `/api/v1/conversations/${conversation?.id}/messages` });
      expect(history.json().items[0].media).toEqual([
        { id: mediaIdOf(messageId), type: 'image', name: '图.png', bytes: PNG.length },
      ]);
      const file = await desk.platform.app.inject({
        url: `/api/v1/media/${mediaIdOf(messageId)}`,
        headers: { authorization: `Bearer ${ADMIN_API_KEY}` },
      });
      expect(file.rawPayload).toEqual(PNG);
      expect(file.headers).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('图.png')}`,
        'x-content-type-options': 'nosniff',
      });
    });

    it('is fetched once WeCom is back', async () => {
      desk.wecom.setFault({ status: 502 });
      const { messageId } = await receive('bob', PNG);
      await becomes(messageId, { state: 'waiting', reason: 'unreachable: http-502' });
      const waiting = await desk.platform.call({ url: `/api/v1/media/${mediaIdOf(messageId)}` });
      expect(waiting.json()).toEqual(problem(409, 'media.waiting'));
      desk.wecom.setFault(null);
      await becomes(messageId, { state: 'stored' });
    });

    it('that WeCom has forgotten is given up', async () => {
      const mediaId = 'unknown-media-id';
      await desk.wecom.send('carol', { type: 'image', picUrl: 'https://a.cn/p', mediaId });
      const messageId = await take('carol');
      await becomes(messageId, { state: 'failed', reason: 'media-errcode-40007', attempts: 1 });
      const gone = await desk.platform.call({ url: `/api/v1/media/${mediaIdOf(messageId)}` });
      expect(gone.json()).toEqual(problem(410, 'media.gone'));
    });

    it('that could not be fetched for three days is given up', async () => {
      desk.wecom.setFault(BUSY);
      const { messageId } = await receive('dora', PNG);
      await becomes(messageId, { state: 'waiting', reason: 'media-errcode--1' });
      await desk.database.run(`update media set expires_at = now(), due_at = now() where message_id = $1`, [messageId]);
      await becomes(messageId, { state: 'expired' });
      await expect(library.read(mediaIdOf(messageId))).rejects.toMatchObject({ code: 'media.gone' });
    });

    it('of more than 20 MB is not kept', async () => {
      const { messageId } = await receive('erin', Buffer.alloc(20 * 1_048_576 + 1, 1));
      await becomes(messageId, { state: 'failed', reason: 'too-large' });
      const id = mediaIdOf(messageId);
      expect(existsSync(join(desk.get(AppConfig).dataDir, 'media', id.slice(-2), id))).toBe(false);
    });

    it('is fetched by another worker when the first one was killed, and leaves no half file', async () => {
      desk.wecom.setFault(BUSY);
      const { messageId } = await receive('frank', PNG);
      await becomes(messageId, { state: 'waiting', reason: 'media-errcode--1' });
      // Taken, and never finished: its time is over, and nobody was nudged.
      await desk.database.run(
        `update media set due_at = clock_timestamp() - interval '5 seconds', reason = null where message_id = $1`,
        [messageId],
      );
      desk.wecom.setFault(null);
      await becomes(messageId, { state: 'stored' });
      expect(readdirSync(join(desk.get(AppConfig).dataDir, 'media', 'unfinished'))).toEqual([]);
    });

    it('is fetched once by many workers', async () => {
      desk.wecom.setFault(BUSY);
      const { messageId } = await receive('gina', PNG);
      await becomes(messageId, { state: 'waiting', reason: 'media-errcode--1' });
      desk.wecom.setFault(null);
      await desk.database.run(`update media set due_at = now() where message_id = $1`, [messageId]);
      const before = (await stateOf(messageId))?.attempts ?? 0;
      const fetching = desk.get(MediaFetching);
      await Promise.all(Array.from({ length: 5 }, () => fetching.fetch(mediaIdOf(messageId))));
      expect(await stateOf(messageId)).toMatchObject({ state: 'stored', attempts: before + 1 });
    });

    it('is passed on under the name that WeCom has for it, though it is not fetched yet', async () => {
      const contact = await desk.someone('hugo');
      desk.wecom.setFault(BUSY);
      const { messageId, externalId } = await receive('hugo', PNG);
      desk.wecom.setFault(null);
      const before = uploads();
      const content = { type: 'image', media: mediaIdOf(messageId) } as const;
      await desk.database.transaction((tx) =>
        desk.outbox.forward(tx, {
          to: desk.addressee('operator'),
          conversationId: contact.conversationId,
          messageId,
          requestId: 'r',
          content,
        }),
      );
      const [sent] = await desk.wecom.waitForMessages({ to: 'operator' });
      expect(sent?.body).toMatchObject({ msgtype: 'image', image: { media_id: externalId } });
      expect(uploads()).toBe(before);
    });
  });

  describe('a file that is sent', () => {
    async function upload(type = 'image', name = '价目.png', body = PNG) {
      const answer = await desk.platform.call({
        method: 'POST',
        url: `/api/v1/media?type=${type}&name=${encodeURIComponent(name)}`,
        payload: body,
        headers: { 'content-type': 'image/png' },
      });
      return { status: answer.status, body: answer.json() };
    }

    it('has a name without personal data, and so has its message', async () => {
      const { body } = await upload('image', '回执 13812345678.png');
      expect(body.name).toBe('回执 〔手机号〕.png');
      const to = await desk.someone();
      const content = { type: 'video', media: asId<MediaId>(body.id), name: '给 13812345678 的说明' } as const;
      const messageId = await desk.database.transaction((tx) => desk.sayIn(tx, to, content, { sender: 'operator' }));
      expect(await desk.database.rows('select content from messages where id = $1', [messageId])).toEqual([
        { content: { ...content, name: '给 〔手机号·1〕 的说明' } },
      ]);
      await desk.settled();
    });

    it('is uploaded once, and shown with its message', async () => {
      const { status, body } = await upload();
      expect([status, body]).toEqual([201, { id: body.id, type: 'image', name: '价目.png', bytes: PNG.length }]);
      const media = asId<MediaId>(body.id);
      const before = uploads();
      for (const user of ['ivy', 'jack']) {
        const messageId = await desk.say(await desk.someone(user), { type: 'image', media }, { sender: 'operator' });
        expect(await library.ofMessage(messageId)).toEqual([body]);
        await desk.settled();
      }
      expect(uploads() - before).toBe(1);
      expect(desk.readBy('ivy')).toEqual(['image']);
      expect(desk.readBy('jack')).toEqual(['image']);
      const { conversationId } = await desk.someone('ivy');
      const history = await desk.platform.call({ url: `/api/v1/conversations/${conversationId}/messages` });
      expect(history.json().items[0]).toMatchObject({ type: 'image', status: 'delivered', media: [body] });
    });

    it('is recognised by WeCom when it is sent again after all', async () => {
      const { body } = await upload();
      const contact = await desk.someone('kate');
      const before = desk.wecom.counters.duplicates;
      desk.wecom.nextReplies.push({ delayMs: 0 }, 'drop-after'); // the upload, and the message
      await desk.say(contact, { type: 'image', media: asId<MediaId>(body.id) }, { sender: 'operator' });
      await desk.settled();
      expect(desk.readBy('kate')).toEqual(['image']);
      expect(desk.wecom.counters.duplicates - before).toBe(1);
      expect(await desk.deliveriesTo(contact.contactId)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    });

    it('is uploaded again when WeCom knows it no more', async () => {
      const { body } = await upload();
      const media = asId<MediaId>(body.id);
      await desk.say(await desk.someone('liam'), { type: 'image', media }, { sender: 'operator' });
      await desk.settled();
      await desk.database.run(`update media_uploads set external_id = 'forgotten' where media_id = $1`, [media]);
      await desk.say(await desk.someone('mary'), { type: 'image', media }, { sender: 'operator' });
      await desk.settled();
      expect(desk.readBy('mary')).toEqual(['image']);
      const kept = await desk.database.rows('select 1 from media_uploads where media_id = $1 and external_id <> $2', [
        media,
        'forgotten',
      ]);
      expect(kept).toHaveLength(1);
    });

    it('that is gone is rejected with the reason, and so is one that never was', async () => {
      const { body } = await upload();
      await desk.database.run(`update media set state = 'expired' where id = $1`, [body.id]);
      const contact = await desk.someone('nora');
      await desk.say(contact, { type: 'image', media: asId<MediaId>(body.id) }, { sender: 'operator' });
      await desk.say(contact, { type: 'file', media: mediaIdOf(asId<MessageId>(body.id)) }, { sender: 'operator' });
      await desk.settled();
      expect((await desk.deliveriesTo(contact.contactId)).map(({ reason }) => reason)).toEqual([
        'media-expired',
        'media-unknown',
      ]);
    });

    it('is refused where no channel would take it', async () => {
      expect(await upload('image', 'a.txt', Buffer.from('hello, world'))).toEqual({
        status: 400,
        body: problem(400, 'request.invalid'),
      });
      expect((await upload('image', 'a.png', Buffer.alloc(0))).status).toBe(400);
      expect((await upload('film')).status).toBe(400);
      expect((await upload('file', 'big', Buffer.alloc(20 * 1_048_576 + 1))).status).toBe(413);
    });
  });
});

describe('media in a bucket', () => {
  let bucket: ScriptedBucket;
  let desk: TestMessaging;

  beforeAll(async () => {
    bucket = await ScriptedBucket.start();
    desk = await TestMessaging.start('postgres', { ...bucket.environment, MEDIA_DAYS: '1' });
  });

  afterAll(async () => {
    await desk.stop();
    await bucket.stop();
  });

  it('is kept and read there, and removed when its time is over', async () => {
    const library = desk.get(MediaLibrary);
    const id = await library.add(PNG, { type: 'image', name: 'a.png', mime: 'image/png' });
    expect([...bucket.objects]).toEqual([[`/kefu/media/${id}`, PNG]]);
    expect((await library.read(id)).bytes).toEqual(PNG);
    await desk.database.run(`update media set created_at = now() - interval '25 hours' where id = $1`, [id]);
    await desk
      .get(Chores)
      .all()
      .find(({ name }) => name === 'media')
      ?.run();
    expect(bucket.objects.size).toBe(0);
    await expect(library.read(id)).rejects.toMatchObject({ code: 'media.gone' });
  });

  it('is not said to be there when the bucket did not take it', async () => {
    bucket.nextStatus.push(503);
    const library = desk.get(MediaLibrary);
    await expect(library.add(PNG, { type: 'image', name: 'a.png', mime: 'image/png' })).rejects.toThrow('503');
    expect(await desk.database.rows(`select 1 from media where state = 'stored'`)).toEqual([]);
  });
});
