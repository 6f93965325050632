import { catalogue } from '#contracts/commands/catalogue.js';
import { formOf, type Field } from '../fields.js';
import { formWords, optionWords } from './options.js';
import { keyOf, tables, worded } from './words.js';

/** Everything that the forms of all commands ask for in words. */
const asked = {
  fields: new Map<string, string>(),
  options: new Set<string>(),
  forms: new Set<string>(),
};

function look(field: Field, inside: string): void {
  switch (field.kind) {
    case 'part':
      for (const { name, label, field: member } of field.members) {
        if (member.kind !== 'fixed') asked.fields.set(keyOf(inside, name), label);
        look(member, name);
      }
      break;
    case 'grid':
      look(
        {
          ...{ optional: false, nullable: false },
          ...{ kind: 'part', members: [...field.line, field.year, field.amount] },
        },
        inside,
      );
      break;
    case 'rows':
      look(field.of, inside);
      break;
    case 'choice':
    case 'several':
    case 'order':
      for (const option of field.options) asked.options.add(`${inside}.${option}`);
      break;
    case 'either':
      for (const { label, field: form } of field.forms) {
        asked.forms.add(`${inside}.${label}`);
        look(form, inside);
      }
      break;
    case 'leaf':
    case 'lines':
    case 'pairs':
    case 'fixed':
  }
}

const commands = Object.entries(catalogue).flatMap(([collection, of]) =>
  Object.keys(of.commands).map((command) => [collection, command] as const),
);
for (const [collection, command] of commands) look(formOf(collection, command), command);

const choices = [...asked.options];
/** The choice without its field. */
const bare = (key: string): string => key.slice(key.indexOf('.') + 1);

describe('the words of forms', () => {
  it('name every field of every command', () => {
    expect(commands.length).toBeGreaterThan(150);
    expect(asked.fields.size).toBeGreaterThan(300);
    for (const [key, label] of asked.fields)
      expect([key, label]).toEqual([key, expect.any(String)]);
    expect(() => worded('award-contract', 'optionMonth')).toThrow('no words for');
  });

  it('are not names of the schema', () => {
    for (const label of asked.fields.values()) expect(label).not.toMatch(/[a-z][A-Z]|-[a-z]+-/);
    // Names of laws are as they are.
    const written = choices.filter((key) => /^[a-z0-9-]*[-0-9][a-z0-9-]*$/.test(bare(key)));
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter((key) => !(key in optionWords || bare(key) in optionWords))).toEqual([]);
  });

  it('stand in one table each, and are all asked for', () => {
    const keys = tables.flatMap((table) => Object.keys(table));
    expect(keys).toHaveLength(new Set(keys).size);
    expect(keys.filter((key) => !asked.fields.has(key))).toEqual([]);
    const options = new Set(choices.flatMap((key) => [key, bare(key)]));
    expect(Object.keys(optionWords).filter((key) => !options.has(key))).toEqual([]);
    const said = Object.entries(formWords).map(([key, words]) => `${key.split('.')[0]}.${words}`);
    expect([...asked.forms].sort()).toEqual([...new Set(said)].sort());
  });
});
