/**
 * Published lines by a number ($1) and a day ($2), of all funds, each with the days that tell how long its
 * award is: those that were published last of the award, whoever then held it. A redacted line does not say
 * of which award it is, and has its own.
 */
export const linesAt = `(select fact.*, ${dayOfAward('start')} as begins, ${dayOfAward('end')} as ends
    from fact where entity = 'published-line' and number <= $1 and effective <= $2
    window last as (partition by fund, attributes ->> 'kind' = 'payment', attributes ->> 'award'
      order by number desc, id desc)) line`;

function dayOfAward(name: 'start' | 'end'): string {
  const day = `attributes ->> '${name}'`;
  return `case when attributes ->> 'award' is null then ${day} else first_value(${day}) over last end`;
}
