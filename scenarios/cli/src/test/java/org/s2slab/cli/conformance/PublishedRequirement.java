package org.s2slab.cli.conformance;

/**
 * A row of our list of the published requirements.
 *
 * @param document short name: {@code ATT} is MS-OXWSATT
 * @param number of the requirement; where a document uses a number again, with a letter behind it
 * @param reason why the requirement is not applicable or not met; empty for the other verdicts
 */
record PublishedRequirement(String document, String number, Verdict verdict, String reason) {
    /** What a requirement is about. */
    enum Verdict {
        /** It says which type, place or occurrence something has. PublishedSchemaTest compares these in bulk. */
        SCHEMA("schema"),
        /** It says how a server behaves or what it returns. */
        BEHAVIOUR("behaviour"),
        NOT_APPLICABLE("not applicable"),
        /** A behaviour that this server is known not to have. */
        NOT_DONE("not done");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Whether a test can meet it. */
    boolean isBehaviour() {
        return verdict == Verdict.BEHAVIOUR || verdict == Verdict.NOT_DONE;
    }

    /** As tests and the page name it, for instance {@code ATT R36}. */
    String name() {
        return document + " " + number;
    }
}
