import { Controller, Get, Header, Inject, Param, UseFilters } from '@nestjs/common';
import type { Reading } from '#projections/reading/reading.js';
import { READING } from '../../reading/tokens.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { mayRecord } from '../imports/imports.controller.js';
import { page } from '../pages.js';

import { isMine } from './is-mine.js';
import { fundTasks, settingUp } from './task-groups.js';
import { taskOf, type Task } from './task-link.js';

/** What whoever asks may do, as they would look for it. */
@Controller()
@UseFilters(PageErrorFilter)
export class TasksController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('funds/:fund/tasks')
  @Header('Cache-Control', 'no-store')
  async ofFund(@Param('fund') fund: string): Promise<string> {
    const { facts } = await this.reading.terms(fund, {});
    return page('commands/tasks', {
      title: 'What there is to do',
      fund: { href: `/funds/${fund}`, name: facts.get('fund', fund)?.attributes.name ?? fund },
      begun: settingUp
        .filter(({ command }) => isMine(command))
        .map(({ command, counts }) => ({
          ...taskOf(command, fund),
          count: facts.list(counts).length,
        })),
      files: mayRecord(fund) ? `/funds/${fund}/imports` : undefined,
      groups: groupsFor(fund),
    });
  }

  /** Without a fund: its establishment, and what all share. */
  @Get('tasks')
  @Header('Cache-Control', 'no-store')
  ofNone(): string {
    return page('commands/tasks', { title: 'What there is to do', groups: groupsFor('') });
  }
}

const groupsFor = (fund: string): { title: string; says: string; tasks: Task[] }[] =>
  fundTasks
    .map(({ title, says, tasks }) => ({
      ...{ title, says },
      tasks: tasks.filter(isMine).map((command) => taskOf(command, fund)),
    }))
    .filter(({ tasks }) => tasks.length > 0);
