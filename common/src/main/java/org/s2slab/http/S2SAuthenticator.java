package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.Opened;
import org.s2slab.trace.TokenHash;
import org.s2slab.validation.BearerValidator;

/** Recognises partner servers by their S2S tokens, and journals whom it accepted and what it refused. */
public final class S2SAuthenticator {
    private static final int HTTPS = 443;

    private final BearerValidator validator;
    private final HopJournal journal;

    public S2SAuthenticator(BearerValidator validator, HopJournal journal) {
        this.validator = validator;
        this.journal = journal;
    }

    Future<Caller> authenticate(BearerCredential credential, RoutingContext request) {
        CallContext context = Callers.context(request);
        HostAndPort authority = request.request().authority();
        int port = authority.port() > 0 ? authority.port() : HTTPS;
        String host = authority.host().toLowerCase(Locale.ROOT);
        AtomicReference<Supplier<Opened>> opened = new AtomicReference<>();
        return validator
                .validate(credential.token(), host, port, context, opened::set)
                .onSuccess(caller -> accepted(caller, context, opened.get()))
                .recover(failure -> Future.failedFuture(refused(failure, credential, context, opened.get())));
    }

    private void accepted(Caller caller, CallContext context, @Nullable Supplier<Opened> opened) {
        PrincipalId application = caller.application();
        var user = caller.user();
        journal.record(
                HopKind.ACCEPTED,
                application == null ? "-" : application.product(),
                user == null ? context : context.forUser(user.identifiers()),
                null,
                null,
                caller.tokenHash(),
                opened);
    }

    /** Whatever goes wrong inside a validator refuses the token: there is no way round it by breaking it. */
    private Refusal refused(
            Throwable failure, BearerCredential credential, CallContext context, @Nullable Supplier<Opened> opened) {
        Refusal refusal;
        if (failure instanceof Refusal known) {
            refusal = known;
        } else {
            refusal = new Refusal(RefusalCode.VALIDATION_FAILED, "internal failure: " + failure).because(failure);
        }
        String caller = refusal.caller() == null ? "-" : refusal.caller();
        journal.refused(HopKind.REFUSED, caller, context, refusal, TokenHash.ofPresented(credential.token()), opened);
        return refusal;
    }
}
