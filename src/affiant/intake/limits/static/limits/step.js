// In place of the wait: a sum, worked out beside the page by ALTCHA's own worker. Without it the wait goes on as it was.
(() => {
  const form = document.querySelector("[data-work]");
  const status = document.getElementById("wait");
  const challenge = JSON.parse(form.dataset.work);
  const hands = Math.min(2, navigator.hardwareConcurrency || 1);
  const workers = Array.from({ length: hands }, () => new Worker(form.dataset.worker));

  const stop = () => workers.forEach((worker) => worker.terminate());
  const solved = (solution) => {
    if (!solution || solution.error) return;
    stop();
    form.elements.altcha.value = btoa(JSON.stringify({ challenge, solution }));
    status.textContent = status.dataset.done;
  };

  workers.forEach((worker, hand) => {
    worker.onmessage = (message) => solved(message.data);
    worker.postMessage({ type: "work", challenge, counterStart: hand, counterStep: hands });
  });
})();
