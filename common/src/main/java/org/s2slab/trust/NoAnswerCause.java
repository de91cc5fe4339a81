package org.s2slab.trust;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.s2slab.trust.DeploymentHttpClient.NoAnswer;

/** Finds in a failure of the network the reason why there was no answer. */
final class NoAnswerCause {
    private NoAnswerCause() {}

    /**
     * The failure with its text.
     *
     * @param limit the time that the exchange had
     */
    static NoAnswer of(Throwable failure, Duration limit) {
        if (failure instanceof NoAnswer known) {
            return known;
        }
        if (wasCut(failure)) {
            return new NoAnswer(NoAnswer.Why.NOT_REACHED, "not reached: the connection was cut");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return new NoAnswer(NoAnswer.Why.TLS, "no secure connection: " + cause.getMessage());
            }
            if (cause instanceof TimeoutException) {
                return new NoAnswer(NoAnswer.Why.TOO_SLOW, "no complete answer within " + limit.toSeconds() + " s");
            }
        }
        return new NoAnswer(NoAnswer.Why.NOT_REACHED, "not reached: " + failure.getMessage());
    }

    /** Whether the network failed. If a connection ends during the TLS handshake, an SSLException hides this cause. */
    private static boolean wasCut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && !(cause instanceof SSLException)
                    && !(cause instanceof UnknownHostException)
                    && !(cause instanceof ConnectException)) {
                return true;
            }
        }
        return false;
    }
}
