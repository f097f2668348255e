// The page of the virtual phones. Everything shown that came from outside goes through textContent, never through markup.
"use strict";

const POLL_MS = 500;
const HIDDEN_POLL_MS = 5000;
const MOST_PHONES = 60;
const KEYS = "123456789*0#";

const phones = new Map(); // number -> { data, card }
let instance = null;
let version = 0;
let total = 0;
let clockOffset = 0; // server's clock minus ours, in ms

const byId = id => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

function button(label, className, iconName, onClick) {
  const made = element("button", "button " + className);
  made.type = "button";
  made.append(icon(iconName), document.createTextNode(label));
  made.addEventListener("click", onClick);
  return made;
}

function clock(iso) {
  return new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function elapsed(iso) {
  const seconds = Math.max(0, Math.floor((Date.now() + clockOffset - Date.parse(iso)) / 1000));
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}

const words = cause => (cause || "ended").replaceAll("_", " ");

// --- talking to the sandbox ---------------------------------------------------------------------

let toastTimer;

function complain(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.hidden = true; }, 4000);
}

async function act(number, action, body) {
  try {
    const response = await fetch("/sandbox/phones/" + encodeURIComponent(number) + "/" + action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body || {}),
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      complain(answer.error || "The sandbox answered " + response.status + ".");
      return false;
    }

    show(answer);
    arrange();
    return true;
  } catch {
    complain("The sandbox cannot be reached.");
    return false;
  }
}

async function poll() {
  try {
    const response = await fetch("/sandbox/phones?limit=" + MOST_PHONES + "&since=" + version, { cache: "no-store" });
    if (!response.ok) throw new Error("HTTP " + response.status);
    const list = await response.json();
    if (instance !== list.instance) {
      const known = instance !== null;
      instance = list.instance;
      if (known) {
        forgetAll();
        return;
      }
    }

    clockOffset = Date.parse(list.at) - Date.now();
    total = list.total;
    if (list.version !== version) {
      version = list.version;
      list.phones.forEach(show);
      arrange();
      await showConferences();
    }

    live(true);
  } catch {
    live(false);
  } finally {
    setTimeout(poll, document.hidden ? HIDDEN_POLL_MS : POLL_MS);
  }
}

// The sandbox was started anew and has forgotten everything.
function forgetAll() {
  phones.forEach(phone => phone.card.root.remove());
  phones.clear();
  version = 0;
}

function live(on) {
  byId("live").className = "live " + (on ? "on" : "off");
  byId("live-text").textContent = on ? (total === 1 ? "1 phone" : total + " phones") : "Sandbox not reachable";
  byId("empty").hidden = !on || phones.size > 0;
  byId("more").hidden = total <= phones.size;
  byId("more").textContent = "The " + phones.size + " most recently active of " + total + " phones.";
}

async function showConferences() {
  const section = byId("conferences");
  const any = [...phones.values()].some(phone => phone.data.calls.some(call => call.conference));
  section.hidden = !any;
  if (!any) return;
  const response = await fetch("/sandbox/conferences", { cache: "no-store" });
  if (!response.ok) return;
  const running = (await response.json()).conferences.filter(conference => conference.status === "in_progress");
  section.hidden = running.length === 0;
  section.replaceChildren(...running.map(conference => {
    const chip = element("div", "conference");
    const present = conference.participants.filter(participant => participant.status === "joined").map(participant => participant.number);
    chip.append(icon("people"), element("b", "", conference.name), element("span", "", present.join(", ")));
    return chip;
  }));
}

// --- one phone ----------------------------------------------------------------------------------

function makeCard(number) {
  const root = element("article", "phone");
  const header = element("header");
  const pill = element("span", "pill");
  const title = element("h2", "", number);
  title.title = number;
  header.append(title, pill);
  const calls = element("div");
  const messages = element("div", "messages");
  messages.tabIndex = 0;
  messages.setAttribute("aria-label", "Messages of " + number);
  const reply = makeReply(number);
  const past = element("details", "past");
  root.append(header, calls, messages, reply, past);
  return { root, pill, calls, callViews: new Map(), messages, reply, past };
}

function makeReply(number) {
  const form = element("form", "reply");
  const input = element("input");
  input.placeholder = "Reply by SMS";
  input.setAttribute("aria-label", "Reply by SMS from " + number);
  input.maxLength = 1600;
  input.autocomplete = "off";
  const send = element("button", "button");
  send.type = "submit";
  send.setAttribute("aria-label", "Send");
  send.append(icon("send"));
  form.append(input, send);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (input.value.trim() && await act(number, "sms", { text: input.value })) input.value = "";
  });
  return form;
}

function show(data) {
  let phone = phones.get(data.number);
  if (phone && phone.data.version > data.version) return;
  if (!phone) {
    phone = { card: makeCard(data.number) };
    phones.set(data.number, phone);
  }

  phone.data = data;
  const { card } = phone;
  const current = data.calls.filter(call => call.state !== "ended");
  const ringing = current.some(call => call.state === "ringing");
  const talking = current.some(call => call.state === "answered");
  card.root.className = "phone" + (ringing ? " ringing" : talking ? " talking" : "");
  card.pill.textContent = ringing ? (current.some(rings) ? "Ringing" : "Calling") : talking ? "In a call" : "Idle";
  showCalls(card, data.number, current);
  showMessages(card, data);
  showPast(card, data.calls.filter(call => call.state === "ended"));
}

const rings = call => call.state === "ringing" && call.direction === "outgoing";

function showCalls(card, number, current) {
  const ids = new Set(current.map(call => call.call_control_id));
  card.callViews.forEach((view, id) => {
    if (!ids.has(id)) {
      view.root.remove();
      card.callViews.delete(id);
    }
  });
  current.forEach(call => {
    let view = card.callViews.get(call.call_control_id);
    if (!view || view.state !== call.state) {
      const made = makeCall(number, call);
      if (view) view.root.replaceWith(made.root); else card.calls.append(made.root);
      view = made;
      card.callViews.set(call.call_control_id, view);
    }

    updateCall(view, call);
  });
}

function makeCall(number, call) {
  const root = element("section", "call " + call.state);
  const who = element("div", "who");
  const badge = element("span", "badge");
  badge.append(icon(call.voicemail ? "voicemail" : "call"));
  const text = element("div");
  const since = element("small");
  const where = element("small", "conf");
  text.append(element("b", "", call.direction === "outgoing" ? call.from : call.to), since, where);
  who.append(badge, text);
  const heard = element("ol", "heard");
  heard.setAttribute("aria-live", "polite");
  root.append(who, heard);
  const view = { root, state: call.state, since, where, heard };
  const named = { call_control_id: call.call_control_id };
  const buttons = element("div", "buttons");
  if (rings(call)) {
    buttons.append(
      button("Answer", "go", "call", () => act(number, "answer", named)),
      button("Decline", "stop", "end", () => act(number, "decline", named)),
      button("Voicemail", "", "voicemail", () => act(number, "voicemail", named)));
  } else {
    if (call.state === "answered" && !call.voicemail) addKeys(view, number, named);
    buttons.append(button("Hang up", "stop", "end", () => act(number, "hangup", named)));
  }

  root.append(buttons);
  return view;
}

function addKeys(view, number, named) {
  view.keys = element("div", "keys");
  view.keys.setAttribute("role", "group");
  view.keys.setAttribute("aria-label", "Keypad");
  for (const key of KEYS) {
    const made = element("button", "", key);
    made.type = "button";
    made.addEventListener("click", () => act(number, "press", { digits: key, ...named }));
    view.keys.append(made);
  }

  view.hint = element("div", "hint");
  view.root.append(view.hint, view.keys);
}

function updateCall(view, call) {
  view.call = call;
  view.where.textContent = call.conference ? "Conference " + call.conference : call.bridged_to ? "Connected to " + call.bridged_to : "";
  view.heard.replaceChildren(...call.heard.map((text, index) => {
    const last = index === call.heard.length - 1;
    const line = element("li", (last && call.speaking ? "now " : "") + (isTaped(call, index) ? "taped" : ""), text);
    return line;
  }));
  if (call.heard.length === 0 && call.state === "answered") {
    view.heard.append(element("p", "silence", "Nothing has been said yet."));
  }

  if (view.keys) {
    view.keys.classList.toggle("wanted", call.awaits_digits);
    view.hint.replaceChildren(
      element("span", call.awaits_digits ? "wanted" : "", call.awaits_digits ? "Waiting for a key" : "Keypad"),
      element("code", "", call.pressed ? "pressed " + call.pressed.slice(-12) : ""));
  }

  tick(view);
}

// Only the last texts are on the machine: those that began after its greeting.
const isTaped = (call, index) => call.voicemail && index >= call.heard.length - call.recorded.length;

function tick(view) {
  const { call } = view;
  view.since.textContent =
    call.state === "answered" ? (call.voicemail ? "Voicemail " : "Answered ") + elapsed(call.answered_at)
    : (rings(call) ? "Rings " : "Calling ") + elapsed(call.started_at);
}

function showMessages(card, data) {
  const all = [
    ...data.messages.map(message => ({ ...message, own: false })),
    ...data.sent.map(message => ({ ...message, own: true })),
  ].sort((x, y) => x.at < y.at ? -1 : x.at > y.at ? 1 : 0);
  const newest = all.length ? all[all.length - 1].id : "";
  if (card.newest === newest) return;
  card.newest = newest;
  card.messages.replaceChildren(...all.map(message => {
    const bubble = element("div", message.own ? "message own" : "message");
    bubble.append(element("p", "", message.text), element("small", "", (message.own ? "to " + message.to : message.from) + ", " + clock(message.at)));
    return bubble;
  }));
  card.messages.scrollTop = card.messages.scrollHeight;
}

function showPast(card, ended) {
  card.past.hidden = ended.length === 0;
  if (card.pastCount === ended.length) return;
  card.pastCount = ended.length;
  const list = element("ul");
  [...ended].reverse().forEach(call => {
    const line = element("li");
    line.append(
      element("b", "", clock(call.started_at) + " " + (call.direction === "outgoing" ? "from " + call.from : "to " + call.to)),
      document.createTextNode(": " + (call.voicemail ? "voicemail, " : "") + words(call.hangup_cause) + (call.pressed ? ", pressed " + call.pressed : "")));
    if (call.heard.length) line.append(element("div", "", "\u201c" + call.heard[call.heard.length - 1] + "\u201d"));
    list.append(line);
  });
  card.past.replaceChildren(element("summary", "", ended.length === 1 ? "1 ended call" : ended.length + " ended calls"), list);
}

// --- all phones ---------------------------------------------------------------------------------

function rank(phone) {
  const states = phone.data.calls.map(call => call.state);
  return states.includes("ringing") ? 0 : states.includes("answered") ? 1 : 2;
}

// With more phones than fit, those that changed longest ago make room.
function forgetOldest() {
  [...phones.values()].sort((x, y) => y.data.version - x.data.version).slice(MOST_PHONES).forEach(phone => {
    phone.card.root.remove();
    phones.delete(phone.data.number);
  });
}

// Phones that want attention come first. A card that somebody types in stays where it is.
function arrange() {
  const grid = byId("phones");
  forgetOldest();
  const sorted = [...phones.values()].sort((x, y) => rank(x) - rank(y) || (x.data.number < y.data.number ? -1 : 1));
  if (grid.contains(document.activeElement) && document.activeElement.matches("input, .keys button")) {
    sorted.filter(phone => !phone.card.root.isConnected).forEach(phone => grid.append(phone.card.root));
    return;
  }

  sorted.forEach((phone, index) => {
    if (grid.children[index] !== phone.card.root) grid.insertBefore(phone.card.root, grid.children[index] || null);
  });
}

byId("example").textContent =
  "curl -X POST " + location.origin.replace(":5001", ":5000") + "/alert -d '{\"device_id\":\"truck-7\",\"sensor\":\"temperature\",\"value\":91.5,\"threshold\":80}'";

byId("place").addEventListener("submit", event => {
  event.preventDefault();
  const form = new FormData(event.target);
  act(form.get("from"), "call", { to: form.get("to") });
});

setInterval(() => phones.forEach(phone => phone.card.callViews.forEach(tick)), 1000);
poll();
