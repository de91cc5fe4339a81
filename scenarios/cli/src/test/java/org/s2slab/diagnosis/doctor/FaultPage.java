package org.s2slab.diagnosis.doctor;

/** docs/generated/faults.md: what the doctor can name. */
public final class FaultPage {
    private FaultPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder("""
                # Faults that the doctor finds

                Generated from `org.s2slab.diagnosis.doctor.FaultCode`; a test fails when this page is stale. A test
                (`DoctorTest`) causes each fault, and checks that the doctor names it. Then it runs exactly the cmdlets that the doctor
                prints, and checks that the edge works. The doctor replaces the texts in angle brackets.

                | fault | on the wire | cause | fix |
                |---|---|---|---|
                """);
        for (FaultCode code : FaultCode.values()) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            code,
                            code.symptom(),
                            code.cause(),
                            code.cure().replace("<", "&lt;").replace("|", "\\|")));
        }
        return page.toString();
    }
}
