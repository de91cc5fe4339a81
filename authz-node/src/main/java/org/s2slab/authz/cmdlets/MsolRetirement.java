package org.s2slab.authz.cmdlets;

import java.util.List;
import java.util.Map;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.management.Cmdlet;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The end of the MSOnline module: from its dates on, its cmdlets only answer that they are retiring or retired. */
public record MsolRetirement(PolicyClock policies) {
    private static final String MODULE = "-Msol";
    private static final String REST =
            " and access is disallowed. For more information, see https://aka.ms/MSOnlineRetirement.";

    /** The later change comes first, because it hides the earlier one. */
    private static final List<Map.Entry<OnlineServiceChange, String>> TEXTS = List.of(
            Map.entry(ServiceChangeCalendar.published().change("msonline-retired"), "MSOnline is retired" + REST),
            Map.entry(ServiceChangeCalendar.published().change("msonline-retiring"), "MSOnline is retiring" + REST));

    /** The same cmdlets. The cmdlets of the module work until its end. */
    public List<Cmdlet> of(List<Cmdlet> cmdlets) {
        return cmdlets.stream()
                .map(cmdlet -> cmdlet.name().contains(MODULE) ? cmdlet.after(this::requireOpen) : cmdlet)
                .toList();
    }

    private void requireOpen() {
        TEXTS.stream()
                .filter(text -> policies.isInForce(text.getKey()))
                .findFirst()
                .ifPresent(text -> {
                    throw new Refusal(RefusalCode.ACCESS_DENIED, text.getValue());
                });
    }
}
