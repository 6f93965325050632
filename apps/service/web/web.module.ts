import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { ActingAsController } from './acting-as.controller.js';
import { ApiDocsController } from './api-docs.controller.js';
import { AssetsController } from './assets.controller.js';
import { AuditController } from './audit.controller.js';
import { CommandController } from './commands/command.controller.js';
import { TasksController } from './commands/tasks.controller.js';
import { CompareController } from './compare.controller.js';
import { EcosystemPagesController } from './ecosystem/ecosystem.controller.js';
import { RegisterPagesController } from './registers/registers.controller.js';
import { EventController } from './event.controller.js';
import { EvidencePagesController } from './evidence/evidence.controller.js';
import { FundController } from './fund.controller.js';
import { LogPageController } from './log-page.controller.js';
import { HeldFiles } from './imports/held-files.js';
import { ImportPagesController } from './imports/imports.controller.js';
import { RowPagesController } from './imports/row.controller.js';
import { TakingFiles } from './imports/taking-files.js';
import { TakingInController } from './imports/taking-in.controller.js';
import { PeoplePagesController } from './people/people.controller.js';
import { SecurityLogController } from './people/security-log.controller.js';
import { AwardController } from './fund/award/award.controller.js';
import { CalendarFileController } from './calendar/calendar-file.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { MonitoringController } from './monitoring/monitoring.controller.js';
import { PostingsController } from './postings.controller.js';
import { ReplayController } from './replay.controller.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ProviderController } from './provider/provider.controller.js';
import { PublishedPagesController } from './published.controller.js';
import { ExtractController } from './reconciliation/extract.controller.js';
import { ReconciliationPagesController } from './reconciliation/reconciliation.controller.js';
import { SampleController } from './sample.controller.js';
import { StatementPagesController } from './statements/statements.controller.js';
import { StartController } from './start/start.controller.js';
import { TourController } from './tour.controller.js';

/** The pages. They read and never decide; READING comes from the module around. */
@Module({
  controllers: [
    StartController,
    TourController,
    FundController,
    StatementPagesController,
    ReconciliationPagesController,
    ExtractController,
    TakingInController,
    RowPagesController,
    ImportPagesController,
    PostingsController,
    MonitoringController,
    AwardController,
    CalendarController,
    CalendarFileController,
    PeoplePagesController,
    SecurityLogController,
    EcosystemPagesController,
    RegisterPagesController,
    EventController,
    EvidencePagesController,
    AuditController,
    CompareController,
    SampleController,
    PublishedPagesController,
    LogPageController,
    ReplayController,
    ProviderController,
    ApprovalsController,
    TasksController,
    CommandController,
    AssetsController,
    ActingAsController,
    ApiDocsController,
  ],
  providers: [HeldFiles],
})
export class WebModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(TakingFiles)
      .forRoutes(TakingInController, RowPagesController, ExtractController);
  }
}
