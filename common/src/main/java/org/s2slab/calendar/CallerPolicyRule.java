package org.s2slab.calendar;

/** The rules by which a policy of a tenant or of an online service refuses an authenticated caller (group P). */
public enum CallerPolicyRule {
    EWS_ENDED("P1", "EWS of Exchange Online has not ended."),
    EWS_ENABLED("P2", "The organization and the mailbox allow EWS."),
    EWS_APPLICATION(
            "P3",
            "The application is on the organization's list for EWS, if the organization has or needs such a list."),
    EWS_CLIENT("P4", "The User-Agent of the client is one that the organization allows."),
    SHARED_PRINCIPAL("P5", "No key of a tenant's own servers proves an application of Microsoft at EWS."),
    EWS_SCREAM_TEST("P6", "No scream test concerns the mailbox."),
    ACS_APP_ONLY("P7", "SharePoint Online accepts tokens of Access Control Service for applications of the tenant.");

    private final String id;
    private final String sentence;

    CallerPolicyRule(String id, String sentence) {
        this.id = id;
        this.sentence = sentence;
    }

    /** The id in the check-list. */
    public String id() {
        return id;
    }

    /** What is true of each accepted request. */
    public String sentence() {
        return sentence;
    }
}
