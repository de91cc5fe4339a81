package org.s2slab.exchange.hybrid;

import org.s2slab.ews.EwsFailure;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Maps a failed call to the other organisation of a hybrid deployment to an error. Failed calls are not repeated. */
final class HybridFailureMapping implements EwsFailure.Mapping {
    @Override
    public Refusal refusal(EwsFailure failure) {
        String answered = "it answered " + failure.status();
        return refused(
                switch (failure.kind()) {
                    case STATUS -> answered;
                    case NO_SOAP -> answered + " without a SOAP answer: " + failure.text();
                    case EMPTY_BODY -> answered + " with an empty SOAP body";
                    case FAULT, ERROR ->
                        answered + ": " + (failure.code() == null ? "a fault" : failure.code()) + ": "
                                + (failure.text() == null ? "" : failure.text());
                });
    }

    static Refusal refused(String detail) {
        return new Refusal(RefusalCode.PARTNER_REFUSED, detail);
    }
}
