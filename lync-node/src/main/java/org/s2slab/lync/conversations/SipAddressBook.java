package org.s2slab.lync.conversations;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.NameKey;
import org.s2slab.validation.UserDirectory;

/** Resolves SIP addresses to users of this deployment, or in other domains to people of a federated organisation. */
public final class SipAddressBook {
    private final UserStore users;
    private final List<String> sipDomains;

    /** @param sipDomains the domains of this deployment */
    public SipAddressBook(UserStore users, List<String> sipDomains) {
        this.users = users;
        this.sipDomains = List.copyOf(sipDomains);
    }

    static Member member(LyncUser user, State state) {
        return new Member(sipOf(user), user.displayName(), user.id(), state);
    }

    static String sipOf(LyncUser user) {
        String sip = user.sip();
        if (sip == null) {
            throw new Refusal(RefusalCode.ACCESS_DENIED, "'" + user.upn() + "' has no SIP address");
        }
        return sip;
    }

    boolean isOutside(String sip) {
        return !sipDomains.contains(sip.substring(sip.indexOf('@') + 1));
    }

    /** The stored form of an address: lower case, without {@code sip:}. */
    static String address(String given) {
        String sip = NameKey.ofSip(given);
        if (sip.indexOf('@') < 1 || sip.endsWith("@")) {
            throw Refusal.invalid("'" + given + "' is not a SIP address (user@domain)");
        }
        return sip;
    }

    /** Resolves an address; fails with NOT_FOUND in the deployment's domains if no enabled user has the address. */
    Future<Member> find(String given, State insideState, State outsideState) {
        String sip = address(given);
        if (isOutside(sip)) {
            return Future.succeededFuture(new Member(sip, sip, null, outsideState));
        }
        return users.having(UserDirectory.Kind.SIP, sip).map(found -> {
            if (found.size() != 1 || !found.get(0).enabled()) {
                throw Refusal.notFound("'" + sip + "' is nobody who is enabled for Lync");
            }
            return member(found.get(0), insideState);
        });
    }

    /** Converts members to participants of a transcript. */
    Future<List<Participant>> participants(List<Member> members) {
        List<String> ids = members.stream()
                .flatMap(member -> Stream.ofNullable(member.user()))
                .toList();
        return users.named(ids)
                .map(known -> members.stream()
                        .map(member ->
                                new Participant(member.sip(), member.name(), mailOf(member, known), member.user()))
                        .toList());
    }

    private static String mailOf(Member member, Map<String, LyncUser> known) {
        LyncUser user = member.user() == null ? null : known.get(member.user());
        return user == null || user.smtp().isEmpty()
                ? member.sip()
                : user.smtp().get(0);
    }
}
