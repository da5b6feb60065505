// Warns before a session ends and makes it last without leaving the page. A nicety: without this file the page says when it ends.

const minute = 60 * 1000;
const dialog = document.getElementById('session');
const place = dialog.dataset.portalProlong;
const latest = Date.now() + dialog.dataset.portalLatest * 1000;
const others = new BroadcastChannel(place);
let endsAt;
let told = null;

// What one window does counts for all: each hears what the last one learnt, and nothing is kept.
const learn = (seconds) => {
  endsAt = Date.now() + seconds * 1000;
  others.postMessage(seconds);
};

const show = (...states) => {
  for (const part of dialog.querySelectorAll('[data-portal-when]')) {
    part.hidden = !part.dataset.portalWhen.split(' ').some((state) => states.includes(state));
  }
};

const tell = (state) => {
  if (state === told) {
    return;
  }
  told = state;
  show(state);
  if (state && !dialog.open) {
    dialog.showModal();
  } else if (!state && dialog.open) {
    dialog.close();
  }
};

const look = () => {
  const left = endsAt - Date.now();
  if (left <= 0) {
    tell('over');
  } else if (left > 5 * minute) {
    tell(null);
  } else {
    tell(endsAt >= latest - 1000 ? 'last' : 'soon');
  }
};

dialog.querySelector('[data-portal-stay]').addEventListener('click', async () => {
  try {
    const answer = await fetch(place, { redirect: 'manual' });
    if (answer.ok) {
      learn(await answer.text());
    } else if (answer.type === 'opaqueredirect') {
      learn(0);
    } else {
      show('soon', 'failed');
    }
    look();
  } catch {
    show('soon', 'failed');
  }
});

// What a page asks by itself is an answer about the session too.
document.addEventListener('portal-session', (event) => learn(event.detail));

others.addEventListener('message', (event) => {
  endsAt = Date.now() + event.data * 1000;
  look();
});

learn(dialog.dataset.portalSeconds);
setInterval(look, 5 * 1000);
document.addEventListener('visibilitychange', look);
