package org.s2slab.pki;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Reads and writes certificate files outside of the event loop, if the caller runs on an event loop. */
final class CertificateFileAccess {
    private CertificateFileAccess() {}

    static <T> Future<T> offTheLoop(Callable<T> work) {
        Context context = Vertx.currentContext();
        if (context != null) {
            return context.executeBlocking(work);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
