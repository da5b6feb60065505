// Niceties only: every page works without this file.

// An announcement that the page shows open becomes a modal dialog.
for (const dialog of document.querySelectorAll('dialog[open][data-portal-dialog]')) {
  dialog.close();
  dialog.showModal();
}

// After a refused form, reading starts at the summary of its errors.
document.querySelector('[data-portal-focus]')?.focus();

// The security code is heard on the form itself instead of in a window of its own.
for (const link of document.querySelectorAll('a[data-portal-sound]')) {
  const sound = new Audio();
  sound.preload = 'none';
  sound.src = link.href;
  link.removeAttribute('target');
  link.removeAttribute('title');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    sound.currentTime = 0;
    sound.play();
  });
}

// A double click sends a form once; a page that the browser kept may be sent again.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sent = false;
  form.addEventListener('submit', event => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  window.addEventListener('pageshow', () => { sent = false; });
}

// The states of messages move by themselves, ever more slowly and not for ever; what changed is announced. "Actualiser" does the same by hand.
for (const live of document.querySelectorAll('[data-portal-live]:not([data-portal-live=""])')) {
  const status = document.getElementById(live.dataset.portalLive);
  const until = Date.now() + 20 * 60 * 1000;
  const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const say = (article) => [
    words(article.querySelector('h2')),
    ...[...article.querySelectorAll('dt')].map((name) => `${words(name)} : ${words(name.nextElementSibling)}`),
    ...[...article.querySelectorAll(':scope > p')].map(words),
  ].join('. ');
  const refresh = async (wait) => {
    let next = null;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (answer.redirected) {
        return;
      }
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        next = page.getElementById(live.id);
        document.dispatchEvent(new CustomEvent('portal-session', { detail: page.getElementById('session')?.dataset.portalSeconds ?? 0 }));
      }
    } catch {
      // The network is away: the next try may find it.
    }
    if (next && next.innerHTML !== live.innerHTML) {
      const known = [...live.querySelectorAll('article')].map(say);
      live.replaceChildren(...document.importNode(next, true).childNodes);
      status.textContent = [...live.querySelectorAll('article')].map(say).filter((told) => !known.includes(told)).join(' ');
    }
    if ((!next || next.dataset.portalLive) && Date.now() < until) {
      later(Math.min(wait * 1.5, 60));
    }
  };
  const later = (seconds) => setTimeout(refresh, seconds * 1000, seconds);
  later(3);
}
