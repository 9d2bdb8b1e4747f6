// Everything that the pages call in the browser, under one name.
window.superfone = {
  // Tells tests and tools that the page now answers to clicks.
  circuitReady() {
    document.body.dataset.circuit = 'ready';
  },
};
