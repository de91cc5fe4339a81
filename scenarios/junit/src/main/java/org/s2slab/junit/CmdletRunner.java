package org.s2slab.junit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs management shell cmdlets on one node, with the credential of its administrator. */
public interface CmdletRunner {
    /**
     * The output of a cmdlet.
     *
     * @param objects the properties of each object, by name
     */
    record Output(List<Map<String, Object>> objects, List<String> warnings) {
        /** The one object with a property of this value; IllegalStateException when there is not exactly one. */
        public Output where(String property, Object value) {
            List<Map<String, Object>> fitting = objects.stream()
                    .filter(object -> value.equals(object.get(property)))
                    .toList();
            if (fitting.size() != 1) {
                throw new IllegalStateException(
                        fitting.size() + " objects have the " + property + " '" + value + "', not one");
            }
            return new Output(fitting, warnings);
        }

        /** A property of the one object; IllegalStateException when there is not exactly one. */
        public @Nullable Object get(String property) {
            if (objects.size() != 1) {
                throw new IllegalStateException("the cmdlet wrote " + objects.size() + " objects, not one");
            }
            return objects.get(0).get(property);
        }
    }

    /** A cmdlet was refused; the message is the one that the administrator reads. */
    final class CmdletFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String traceId;

        /** @param traceId the trace of the call */
        public CmdletFailed(String message, String traceId) {
            super(message + " (trace " + traceId + ")");
            this.traceId = traceId;
        }

        /** The id of the cmdlet's trace in the journal; {@code ./lab explain} takes it. */
        public String traceId() {
            return traceId;
        }
    }

    /** Runs a cmdlet without parameters. */
    default Output run(String cmdlet) {
        return run(cmdlet, Map.of());
    }

    /**
     * Runs a cmdlet; blocks.
     *
     * @param parameters by name without dash; a switch is true
     * @throws CmdletFailed when the node refuses it
     */
    Output run(String cmdlet, Map<String, ?> parameters);
}
