// Shows the point that a slider is moved to without opening the page anew. Without it, the button does.
const form = document.querySelector('[data-replay]');
const shown = document.querySelector('[data-replayed]');
let latest = 0;

const show = async () => {
  const mine = ++latest;
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${form.getAttribute('action')}?${query}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const anew = page.querySelector('[data-replayed]');
  // Whoever has moved on meanwhile waits for the later answer.
  if (mine !== latest || !anew) return;
  shown.replaceChildren(...anew.childNodes);
  history.replaceState(null, '', answer.url);
};

if (form && shown)
  for (const slider of form.querySelectorAll('input[type=range]')) {
    const says = form.querySelector(`output[for="${slider.id}"]`);
    slider.addEventListener('input', () => {
      const from = slider.dataset.from;
      says.textContent = slider.value;
      if (from === undefined) return;
      const day = new Date(`${from}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + Number(slider.value));
      says.textContent =
        slider.value === slider.max
          ? 'everything recorded by then'
          : day.toLocaleDateString('en-GB', {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
              timeZone: 'UTC',
            });
    });
    slider.addEventListener('change', show);
  }
