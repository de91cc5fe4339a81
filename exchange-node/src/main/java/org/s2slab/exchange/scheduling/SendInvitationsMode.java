package org.s2slab.exchange.scheduling;

/** To whom meeting messages go (t:CalendarItemCreateOrDeleteOperationType, t:CalendarItemUpdateOperationType). */
public enum SendInvitationsMode {
    SendToNone,
    SendOnlyToAll,
    SendOnlyToChanged,
    SendToAllAndSaveCopy,
    SendToChangedAndSaveCopy;

    boolean sends() {
        return this != SendToNone;
    }

    boolean onlyToChanged() {
        return this == SendOnlyToChanged || this == SendToChangedAndSaveCopy;
    }

    boolean savesCopy() {
        return this == SendToAllAndSaveCopy || this == SendToChangedAndSaveCopy;
    }
}
