// Adds up the amounts of a form's rows while they are typed. Without it the page does the same each
// time it is sent.
const pence = (text) => {
  const [, sign, pounds, part = ''] =
    /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.replace(/[£,\s]/g, '').replace('\u2212', '-')) ?? [];
  return pounds === undefined ? 0n : BigInt(`${sign}${pounds}${part.padEnd(2, '0')}`);
};

const money = (sum) => {
  const digits = String(sum < 0n ? -sum : sum).padStart(3, '0');
  const pounds = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sum < 0n ? '\u2212' : ''}£${pounds}.${digits.slice(-2)}`;
};

for (const rows of document.querySelectorAll('[data-rows]'))
  rows.addEventListener('input', ({ target }) => {
    // Rows within rows add up on their own.
    const own = (each) => each.closest('[data-rows]') === rows;
    const amounts = [...rows.querySelectorAll('[data-amount]')].filter(own);
    for (const total of [...rows.querySelectorAll('[data-total]')].filter(own)) {
      // In a grid, of a row or of a column; else of all.
      const counts = ({ dataset }) =>
        ['row', 'column'].every((way) => [undefined, dataset[way]].includes(total.dataset[way]));
      const sum = amounts.filter(counts).reduce((all, { value }) => all + pence(value), 0n);
      total.textContent = money(sum);
      total.classList.toggle('cp-nothing', sum === 0n);
    }
    // Who does not see the head of a column hears its year in the name of each cell.
    const { column, year } = target.dataset;
    if (year !== undefined)
      for (const cell of amounts.filter(({ dataset }) => dataset.column === column))
        cell.ariaLabel = `Line ${Number(cell.dataset.row) + 1}, ${target.value}`;
  });
