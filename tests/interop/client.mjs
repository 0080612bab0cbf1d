// People with matrix-js-sdk and its Rust crypto. One JSON request a line on stdin, one JSON answer a line on stdout.
//   {"id": 1, "do": "enter", "as": "noa", "url": "http://…", "user": "noa", "password": "…"}
//   {"id": 1, "ok": {…}} or {"id": 1, "failed": "why"}
// Everybody here shares keys with, and reads, only devices that their owners have signed (MSC4153).
import "./older-node.mjs"; // before the SDK
import { createInterface } from "node:readline";
import { ClientEvent, PendingEventOrdering, createClient } from "matrix-js-sdk";
import { EventShieldColour, OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
for (const level of ["debug", "error", "info", "log", "trace", "warn"]) console[level] = () => {}; // stdout is ours
logger.setLevel("silent");

const people = new Map(); // name → client
const recoveryKeys = new Map(); // user id → what opens the secrets of their first device

async function until(look, seconds, what) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const found = await look();
    if (found) return found;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

const timeline = (client, room) => client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];

// ── coming in ──

async function enter({ as, url, user, password }) {
  const identifier = { type: "m.id.user", user };
  const login = await createClient({ baseUrl: url }).loginRequest({ type: "m.login.password", identifier, password });
  const userId = login.user_id;
  const client = createClient({
    baseUrl: url, userId, deviceId: login.device_id, accessToken: login.access_token,
    cryptoCallbacks: { getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], recoveryKeys.get(userId)] },
  });
  await client.initRustCrypto({ useIndexedDB: false });
  client.getCrypto().setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  const ready = new Promise((resume) => client.on(ClientEvent.Sync, (state) => state === "PREPARED" && resume()));
  await client.startClient({ pendingEventOrdering: PendingEventOrdering.Detached, threadSupport: false });
  await ready;
  await sign(client, { type: "m.login.password", identifier, password });
  people.set(as, client);
  return { user: userId, device: login.device_id };
}

/** The first device makes the identity and leaves its secrets; a later one opens them and is signed. */
async function sign(client, proof) {
  const crypto = client.getCrypto();
  const withProof = async (upload) => {
    try {
      return await upload(null);
    } catch (error) {
      return await upload({ ...proof, session: error.data?.session });
    }
  };
  await crypto.userHasCrossSigningKeys(client.getUserId(), true); // else a later device cannot tell whose secrets fit
  await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: withProof });
  if (recoveryKeys.has(client.getUserId())) return;
  const key = await crypto.createRecoveryKeyFromPassphrase();
  recoveryKeys.set(client.getUserId(), key.privateKey);
  await crypto.bootstrapSecretStorage({ setupNewSecretStorage: true, createSecretStorageKey: async () => key });
}

async function join({ as, room, members }) {
  const client = people.get(as);
  await client.joinRoom(room);
  await until(() => client.getRoom(room)?.getJoinedMembers().length >= members, 30, "the members are known");
  return {};
}

async function encrypted({ as, room }) {
  const client = people.get(as);
  await until(() => client.getCrypto().isEncryptionEnabledInRoom(room), 30, "the room is encrypted");
  return {};
}

// ── speaking and reading ──

async function ask({ as, room, body }) {
  const sent = await people.get(as).sendEvent(room, "m.room.message", { msgtype: "m.text", body });
  return { event: sent.event_id };
}

async function answer({ as, room, to, from, seconds }) {
  const client = people.get(as);
  const fits = (event) => event.getSender() === from && event.getWireContent()["m.relates_to"]?.event_id === to;
  const readable = (event) => fits(event) && event.getContent().body !== undefined && !event.isDecryptionFailure();
  try {
    return await describe(client, await until(() => timeline(client, room).find(readable), seconds, "an answer"));
  } catch (late) {
    const seen = timeline(client, room).find(fits);
    throw seen ? new Error(`an answer came that cannot be read: ${seen.decryptionFailureReason}`) : late;
  }
}

async function describe(client, event) {
  const info = event.isEncrypted() ? await client.getCrypto().getEncryptionInfoForEvent(event) : null;
  const shield = info === null ? "" : EventShieldColour[info.shieldColour];
  return { event: event.getId(), body: event.getContent().body, encrypted: event.isEncrypted(), shield };
}

async function unreadable({ as, room, from }) {
  const events = timeline(people.get(as), room);
  return events.filter((event) => event.getSender() === from && event.isDecryptionFailure()).map((event) => event.getId());
}

async function devices({ as, user }) {
  const crypto = people.get(as).getCrypto();
  const known = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
  return await Promise.all([...known.keys()].map(async (device) => {
    const status = await crypto.getDeviceVerificationStatus(user, device);
    return { device, signedByOwner: status?.signedByOwner ?? false };
  }));
}

async function leave() {
  for (const client of people.values()) client.stopClient();
  setTimeout(() => process.exit(0), 50);
  return {};
}

// ── the pipe ──

const actions = { enter, join, encrypted, ask, answer, unreadable, devices, leave };
process.on("unhandledRejection", (error) => say({ id: null, failed: String(error) }));
createInterface({ input: process.stdin }).on("line", async (line) => {
  const request = JSON.parse(line);
  try {
    say({ id: request.id, ok: await actions[request.do](request) });
  } catch (error) {
    say({ id: request.id, failed: String(error?.message ?? error) });
  }
}).on("close", leave);
say({ id: null, ok: "ready" });
