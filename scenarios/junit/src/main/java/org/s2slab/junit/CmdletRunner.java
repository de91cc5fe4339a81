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
        /**
         * An output with only the object whose property has this value. Throws IllegalStateException if there is not
         * exactly one such object.
         */
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

        /** A property of the only object. Throws IllegalStateException if there is not exactly one object. */
        public @Nullable Object get(String property) {
            if (objects.size() != 1) {
                throw new IllegalStateException("the cmdlet wrote " + objects.size() + " objects, not one");
            }
            return objects.get(0).get(property);
        }
    }

    /** Thrown if the node refuses a cmdlet. The message is the same as for an administrator. */
    final class CmdletFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String traceId;

        /** @param traceId the trace of the call */
        public CmdletFailed(String message, String traceId) {
            super(message + " (trace " + traceId + ")");
            this.traceId = traceId;
        }

        /** The id of the cmdlet's trace in the journal, for {@code ./lab explain}. */
        public String traceId() {
            return traceId;
        }
    }

    /** Runs a cmdlet without parameters. */
    default Output run(String cmdlet) {
        return run(cmdlet, Map.of());
    }

    /**
     * Runs a cmdlet. Blocks the calling thread.
     *
     * @param parameters the values by parameter name without dash; the value of a switch is true
     * @throws CmdletFailed if the node refuses the cmdlet
     */
    Output run(String cmdlet, Map<String, ?> parameters);
}
