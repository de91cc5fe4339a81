package org.s2slab.cli.clients;

/**
 * One step of a client.
 *
 * @param sent the requests of the step, as the client's program names them
 * @param error why it did not pass; empty if it passed
 */
record ClientStep(String name, boolean passed, String sent, String error) {
    private static final int LONGEST = 240;

    ClientStep {
        name = name.replaceAll("\\s+", " ").strip();
        sent = line(sent);
        error = line(error);
        if (passed != error.isEmpty()) {
            throw new IllegalArgumentException("step '" + name + "' has to have an error if it failed, and only then");
        }
    }

    static ClientStep notAttempted(String name, String reason) {
        return new ClientStep(name, false, "", "not attempted: " + reason);
    }

    /** One line that is the same in every run: without ports, identifiers and times. */
    private static String line(String text) {
        String same = text.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("(localhost|127\\.0\\.0\\.1)(:|', port=)\\d+", "$1$2PORT")
                .replaceAll("\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b", "GUID")
                .replaceAll("0x\\p{XDigit}{6,}", "0xADDRESS")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:[\\d.]+)?", "TIME")
                .replaceAll("\\b(?=[A-Za-z_-]*[0-9+/=])[A-Za-z0-9+/_=-]{40,}", "...");
        return same.length() <= LONGEST ? same : same.substring(0, LONGEST - 3) + "...";
    }
}
