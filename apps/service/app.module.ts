import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessGuard } from './access/access.guard.js';
import { currentViewer } from './access/asking-as.js';
import { NamedInterceptor } from './access/named.interceptor.js';
import { DocumentationController } from './api/documentation.controller.js';
import { AuditController } from './api/audit.controller.js';
import { AuditTestsController } from './api/audit-tests.controller.js';
import { CommandDesk } from './api/command-desk.js';
import { ChangesController } from './api/changes.controller.js';
import { CommandsController } from './api/commands.controller.js';
import { EvidenceController } from './api/evidence.controller.js';
import { HealthController } from './api/health.controller.js';
import { ImportsController } from './api/imports.controller.js';
import { RegistersController } from './api/registers.controller.js';
import { EcosystemController } from './api/ecosystem.controller.js';
import { InvestmentController } from './api/investment.controller.js';
import { ProvidersController } from './api/providers.controller.js';
import { JournalsController } from './api/journals.controller.js';
import { ProofsController } from './api/proofs.controller.js';
import { PeopleController } from './api/people.controller.js';
import { OperationsController } from './api/operations.controller.js';
import { PublishedController } from './api/published.controller.js';
import { ReadsController } from './api/reads.controller.js';
import { StatementsController } from './api/statements.controller.js';
import { WritableGuard } from './api/writable.guard.js';
import {
  ENTRIES,
  LEDGER,
  PROGRESS,
  SCHEDULER,
  SEALING,
  SECURITY,
  SIGN_IN,
  STORE,
  TRANSPARENCY,
} from './api/tokens.js';
import { Entries } from './directory/entries.js';
import { LedgerCommandHandler } from './ledger/handler.js';
import { OWN_READING, OWN_TRAIL, READING, TRAIL } from './reading/tokens.js';
import { ListInterceptor } from './lists/list.interceptor.js';
import { LogController } from './log/log.controller.js';
import { ReconciliationsController } from './reconciliation/reconciliations.controller.js';
import { ShownInterceptor } from './sealing/shown.interceptor.js';
import type { Runtime } from './runtime.js';
import { FormGuard } from './sign-in/form.guard.js';
import type { SignIn } from './sign-in/sign-in.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { PageInterceptor } from './web/page.interceptor.js';
import { WebModule } from './web/web.module.js';

/** The API over a ledger that is already open. */
@Module({})
export class AppModule {
  static over(runtime: Runtime, signIn: SignIn): DynamicModule {
    const { ledger, reading, trail, runner, scheduler, sealing, store, transparency } = runtime;
    const seen = reading.seenBy(currentViewer);
    return {
      module: AppModule,
      global: true,
      imports: [CqrsModule.forRoot(), WebModule],
      controllers: [
        ImportsController,
        RegistersController,
        ReconciliationsController,
        CommandsController,
        HealthController,
        ReadsController,
        ChangesController,
        PeopleController,
        PublishedController,
        AuditController,
        AuditTestsController,
        EcosystemController,
        InvestmentController,
        ProvidersController,
        StatementsController,
        JournalsController,
        ProofsController,
        LogController,
        EvidenceController,
        OperationsController,
        DocumentationController,
        SignInController,
      ],
      providers: [
        LedgerCommandHandler,
        CommandDesk,
        { provide: LEDGER, useValue: ledger },
        { provide: READING, useValue: seen },
        { provide: OWN_READING, useValue: reading },
        { provide: OWN_TRAIL, useValue: trail },
        { provide: STORE, useValue: store },
        { provide: TRAIL, useValue: trail.seenBy(currentViewer, seen) },
        { provide: PROGRESS, useValue: runner.progress },
        { provide: SEALING, useValue: sealing },
        // In this order: whether it can be read, is the session's own, and may be asked.
        { provide: APP_GUARD, useClass: WritableGuard },
        { provide: APP_GUARD, useClass: FormGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        // In this order: what is written as a file has been made fit to be shown.
        { provide: APP_INTERCEPTOR, useClass: ListInterceptor },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ShownInterceptor },
        { provide: APP_INTERCEPTOR, useClass: NamedInterceptor },
        { provide: SIGN_IN, useValue: signIn },
        {
          provide: ENTRIES,
          useFactory: () => new Entries(signIn.directory, runtime.security, reading),
        },
        { provide: SECURITY, useValue: runtime.security },
        { provide: SCHEDULER, useValue: scheduler },
        { provide: TRANSPARENCY, useValue: transparency },
      ],
      exports: [
        SEALING,
        TRANSPARENCY,
        READING,
        STORE,
        TRAIL,
        OWN_READING,
        OWN_TRAIL,
        LEDGER,
        SIGN_IN,
        ENTRIES,
        SECURITY,
        PROGRESS,
        CommandDesk,
      ],
    };
  }
}
