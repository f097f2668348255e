// Keeps the page fresh: asks for the same page again and puts its content in place, so that scrolling and typing are not disturbed.
const every = 1000;
const patience = 5000;
const state = document.getElementById("state");

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(patience) });
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }

    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main");
    const shown = document.querySelector("main");
    if (fresh.innerHTML !== shown.innerHTML) {
      shown.replaceWith(document.adoptNode(fresh));
    }

    state.className = "";
    state.textContent = `as of ${new Date().toLocaleTimeString()}`;
  } catch (failure) {
    state.className = "away";
    state.textContent = `no answer: ${failure.message}; what you see is old`;
  }

  setTimeout(refresh, every);
}

refresh();
