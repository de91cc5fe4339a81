package org.s2slab.lync.meetings;

import java.util.List;
import org.s2slab.lync.users.LyncUser;

/**
 * The addresses of a meeting: its join URL (the Meet simple URL) and the SIP URI of its conference.
 *
 * @param base the Meet simple URL without final slash
 * @param defaultDomain the SIP domain of the simple URL; for another domain, the path contains the domain
 */
record MeetingAddresses(String base, String defaultDomain) {
    /** The simple URL of a node: on its {@code meet.} host if it has one, else a path on the pool's host. */
    static MeetingAddresses of(List<String> hosts, String defaultDomain) {
        String base = hosts.stream()
                .filter(host -> host.startsWith("meet."))
                .findFirst()
                .map(host -> "https://" + host)
                .orElse("https://" + hosts.get(0) + "/meet");
        return new MeetingAddresses(base, defaultDomain);
    }

    String joinUrl(LyncUser organizer, OnlineMeeting meeting) {
        String sip = sipOf(organizer);
        String domain = sip.substring(sip.indexOf('@') + 1);
        String own = domain.equals(defaultDomain) ? "" : "/" + domain;
        return base + own + "/" + sip.substring(0, sip.indexOf('@')) + "/" + meeting.id();
    }

    static String uri(LyncUser organizer, OnlineMeeting meeting) {
        return "sip:" + sipOf(organizer) + ";gruu;opaque=app:conf:focus:id:" + meeting.id();
    }

    /** The organizer's SIP address. Every enabled user has one. */
    private static String sipOf(LyncUser organizer) {
        String sip = organizer.sip();
        return sip == null ? organizer.upn() : sip;
    }
}
