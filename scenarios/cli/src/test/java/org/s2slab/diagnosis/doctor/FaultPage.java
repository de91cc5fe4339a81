package org.s2slab.diagnosis.doctor;

/** docs/generated/faults.md: what the doctor can name. */
public final class FaultPage {
    private FaultPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder("""
                # What the doctor knows

                Generated from `org.s2slab.diagnosis.doctor.FaultCode`; a test fails when this page is stale. For each of them a test
                (`DoctorTest`) makes the fault, has the doctor name it, types exactly the lines it gives, and sees the edge hold.
                Angle brackets stand for what the doctor fills in.

                | fault | on the wire | cause | cure |
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
