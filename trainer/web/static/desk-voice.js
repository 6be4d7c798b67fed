// Voice, off until asked for: the caller read aloud by a voice of this device, words taken down where the device can.
// Neither sends anything anywhere: a voice that needs the network is not used, and hearing must work on the device.

import { $, afterMove } from "./desk-moves.js";

const ALOUD = "desk-voice";
const setting = $("[data-voice-setting]");
const box = document.getElementById("voice-aloud");
const button = $("[data-dictate]");
const field = document.getElementById("say");

const own = () => (window.speechSynthesis?.getVoices() || []).filter((one) => one.localService);
const english = () => own().find((one) => one.lang === "en-US") || own().find((one) => one.lang.startsWith("en"));

function offer() {
  setting.hidden = !english() || !field;
  box.checked = localStorage.getItem(ALOUD) === "yes";
}

function read(text) {
  const voice = english();
  if (!voice) return;
  speechSynthesis.cancel();
  if (!text || localStorage.getItem(ALOUD) !== "yes") return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speechSynthesis.speak(words);
}

/** Whether this browser takes speech down on the device, with nothing to fetch first. */
async function hears() {
  const Recognition = window.SpeechRecognition;
  if (!button || typeof Recognition?.available !== "function") return false;
  const state = await Recognition.available({ langs: ["en-US"], processLocally: true }).catch(() => "unavailable");
  return state === "available";
}

function dictate() {
  const hearing = new window.SpeechRecognition();
  Object.assign(hearing, { lang: "en-US", processLocally: true, interimResults: false });
  hearing.onresult = (event) => {
    const words = [...event.results].map((one) => one[0].transcript).join(" ").trim();
    field.value = [field.value.trim(), words].filter(Boolean).join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  hearing.onend = () => { button.setAttribute("aria-pressed", "false"); field.focus(); };
  button.setAttribute("aria-pressed", "true");
  button.onclick = () => hearing.stop();
  hearing.addEventListener("end", () => { button.onclick = dictate; });
  window.speechSynthesis?.cancel();
  hearing.start();
}

export async function start() {
  offer();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  box.addEventListener("change", () => {
    localStorage.setItem(ALOUD, box.checked ? "yes" : "no");
    if (!box.checked) window.speechSynthesis?.cancel();
  });
  afterMove((answer) => read(answer.heard));
  addEventListener("pagehide", () => window.speechSynthesis?.cancel());
  if (await hears()) { button.hidden = false; button.onclick = dictate; }
}
