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
