// Niceties only: every page works without this file.

// An announcement that the page shows open becomes a modal dialog.
for (const dialog of document.querySelectorAll('dialog[data-portal-dialog]')) {
  dialog.close();
  dialog.showModal();
}

// After a refused form, reading starts at the summary of its errors.
document.querySelector('[data-portal-focus]')?.focus();
