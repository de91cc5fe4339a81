package org.s2slab.exchange.ews;

/**
 * The response codes of EWS (m:ResponseCodeType), with the product's message texts as far as they are known. The
 * constants are spelled as on the wire.
 */
public enum ResponseCode {
    ErrorAccessDenied("Access is denied. Check credentials and try again."),
    ErrorAccountDisabled("The account is disabled."),
    ErrorAutoDiscoverFailed("The Autodiscover service could not be located, or did not find the mailbox."),
    ErrorProxyRequestProcessingFailed("The server that serves the mailbox could not be asked."),
    ErrorCalendarEndDateIsEarlierThanStartDate("EndDate is earlier than StartDate."),
    ErrorCalendarInvalidDayForWeeklyRecurrence("A weekly recurrence names a day that is not a day of the week."),
    ErrorCalendarInvalidRecurrence("The recurrence is not valid."),
    ErrorCalendarInvalidTimeZone("The time zone is not valid."),
    ErrorCalendarOutOfRange("The recurrence is out of range."),
    ErrorOccurrenceTimeSpanTooBig("The occurrence is too long."),
    ErrorRecurrenceEndDateTooBig("The end of the recurrence is too late."),
    ErrorRecurrenceHasNoOccurrence("The recurrence has no occurrence."),
    ErrorCalendarIsOrganizerForAccept("The organizer cannot accept the meeting."),
    ErrorCalendarIsOrganizerForDecline("The organizer cannot decline the meeting."),
    ErrorCalendarIsOrganizerForTentative("The organizer cannot tentatively accept the meeting."),
    ErrorFreeBusyDLLimitReached("The distribution group has too many members."),
    ErrorInvalidFreeBusyViewType("The requested free/busy view is not valid."),
    ErrorInvalidMergedFreeBusyInterval("The interval of the merged free/busy stream is not valid."),
    ErrorInvalidTimeInterval("The time window is not valid."),
    ErrorMailRecipientNotFound("The mail recipient is not found."),
    ErrorTimeIntervalTooBig("The time window is too long."),
    ErrorTimeZone("The time zone is not valid."),
    ErrorInvalidSyncStateData("The SyncState is corrupted."),
    ErrorSendMeetingCancellationsRequired("SendMeetingCancellations attribute is required for calendar items."),
    ErrorSendMeetingInvitationsOrCancellationsRequired(
            "SendMeetingInvitationsOrCancellations attribute is required for calendar items."),
    ErrorSendMeetingInvitationsRequired("SendMeetingInvitations attribute is required for calendar items."),
    ErrorSyncFolderNotFound("The folder to synchronize could not be found."),
    ErrorCalendarFolderIsInvalidForCalendarView("The folder is not a calendar folder, so it has no calendar view."),
    ErrorCannotDeleteObject("The object could not be deleted."),
    ErrorCannotUseFolderIdForItemId("A folder id cannot be used where an item id is expected."),
    ErrorCannotUseItemIdForFolderId("An item id cannot be used where a folder id is expected."),
    ErrorInvalidFractionalPagingParameters("The fraction is invalid: it must be between 0 and 1."),
    ErrorInvalidIndexedPagingParameters("The offset is invalid: it must not be negative."),
    ErrorUnsupportedPathForSortGroup("The property can not be used for sorting or grouping."),
    ErrorChangeKeyRequiredForWriteOperations("A change key is required for this operation."),
    ErrorCreateItemAccessDenied("There is no permission to create items in this folder."),
    ErrorDeleteDistinguishedFolder("A distinguished folder cannot be changed, moved or deleted."),
    ErrorFolderExists("A folder with the specified name already exists."),
    ErrorIrresolvableConflict("The send or update operation could not be performed because the change key passed in the"
            + " request does not match the current change key for the item."),
    ErrorMoveCopyFailed("The move or copy operation failed."),
    ErrorCannotEmptyFolder("The folder cannot be emptied."),
    ErrorCorruptData("The data of the item is not in a form this server gave out."),
    ErrorInvalidAttachmentId("The attachment id is invalid."),
    ErrorInvalidChangeKey("The change key is invalid."),
    ErrorInvalidPropertyAppend("The property does not support appending."),
    ErrorInvalidPropertyDelete("The property does not support deletion."),
    ErrorInvalidPropertyRequest("The property can not be used with this operation."),
    ErrorInvalidPropertySet("The property is read-only and cannot be set."),
    ErrorInvalidRecipients("At least one recipient is not valid."),
    ErrorMessageSizeExceeded("The message exceeds the maximum supported size."),
    ErrorMimeContentInvalid("The MIME content is invalid."),
    ErrorMissingRecipients("The message has no recipients."),
    ErrorStaleObject("The change key passed in the request does not match the current change key for the item."),
    ErrorFolderSavePropertyError("The folder lacks a property it needs."),
    ErrorFolderNotFound("The specified folder could not be found in the store."),
    ErrorImContactLimitReached("The limit of IM contacts has been reached."),
    ErrorImGroupDisplayNameAlreadyExists("An IM group with the specified display name already exists."),
    ErrorImGroupLimitReached("The limit of IM groups has been reached."),
    ErrorImpersonateUserDenied("The account does not have permission to impersonate the requested user."),
    ErrorImpersonationFailed("Exchange Web Services are not able to impersonate the requested user."),
    ErrorIncorrectSchemaVersion("The request was sent under a schema version that does not have it."),
    ErrorInternalServerError("An internal server error occurred. The operation failed."),
    ErrorInvalidIdEmpty("Id must be non-empty."),
    ErrorInvalidIdMalformed("Id is malformed."),
    ErrorInvalidImContactId("The specified Im Contact Id is invalid."),
    ErrorInvalidImDistributionGroupSmtpAddress("The specified IM distribution group SMTP address is invalid."),
    ErrorInvalidImGroupId("The specified Im Group Id is invalid."),
    ErrorInvalidManagementRoleHeader("The specified management role header is invalid."),
    ErrorInvalidRequest("The request is invalid."),
    ErrorInvalidServerVersion("The specified server version is invalid."),
    ErrorInvalidUserPrincipalName("The specified user principal name is invalid."),
    ErrorInvalidUserSid("The specified security identifier is invalid."),
    ErrorItemNotFound("The specified object was not found in the store."),
    ErrorMailboxHoldNotFound("The mailbox hold with the specified id was not found."),
    ErrorMailboxStoreUnavailable("The mailbox database is temporarily unavailable."),
    ErrorNameResolutionMultipleResults("Multiple results were found."),
    ErrorNameResolutionNoResults("No results were found."),
    ErrorNonExistentMailbox("The SMTP address has no mailbox associated with it."),
    ErrorSchemaValidation("The request failed schema validation."),
    ErrorSearchQueryHasTooManyKeywords("The search query has too many keywords."),
    ErrorServerBusy("The server cannot service this request right now. Try again later."),
    ErrorUnableToRemoveImContactFromGroup("The specified IM contact could not be removed from the group."),
    ErrorRestrictionTooLong("The restriction has more than 255 search expressions."),
    ErrorUnsupportedQueryFilter("The query is not supported."),
    ErrorUnsupportedPathForQuery("The property can not be used with this type of restriction."),
    ErrorInvalidPagingMaxRows("The specified maximum number of rows is invalid. It must be greater than 0."),
    ErrorInvalidOperation("The operation is invalid."),
    ErrorCalendarDurationIsTooLong("The duration of the calendar item is longer than five years."),
    ErrorCannotCreateCalendarItemInNonCalendarFolder("Calendar items are created in calendar folders only."),
    ErrorCannotCreateContactInNonContactFolder("Contacts are created in contacts folders only."),
    ErrorCannotCreatePostItemInNonMailFolder("Post items are created in mail folders only."),
    ErrorCannotCreateTaskInNonTaskFolder("Tasks are created in tasks folders only."),
    ErrorContainsFilterWrongType("A Contains filter needs a property that is a string."),
    ErrorIncorrectUpdatePropertyCount("An update must contain exactly one property."),
    ErrorInvalidCompleteDate("The completion date of a task must not be in the future."),
    ErrorInvalidContactEmailAddress("The e-mail address of the contact is not valid."),
    ErrorInvalidContactEmailIndex("A contact has the e-mail addresses EmailAddress1, EmailAddress2 and EmailAddress3."),
    ErrorInvalidExtendedProperty("The combination of attributes of the extended property is not valid."),
    ErrorInvalidExtendedPropertyValue("The value of the extended property is not of its type."),
    ErrorInvalidPercentCompleteValue("PercentComplete must be between 0 and 100."),
    ErrorInvalidPropertyForExists("The property cannot be used with Exists: it is a flag."),
    ErrorInvalidPropertyUpdateSentMessage("The property of a message that was sent cannot be changed."),
    ErrorInvalidValueForProperty("The value is not valid for the property."),
    ErrorNoPropertyTagForCustomProperties(
            "A property with a tag of 0x8000 or above has no fixed tag. Name it by its property set."),
    ErrorObjectTypeChanged("The item class is not valid for the type of the item."),
    ErrorUnsupportedMapiPropertyType("The MAPI property type is not supported."),
    ErrorUnsupportedMimeConversion("Items of this type cannot be made from MIME content."),
    ErrorUpdatePropertyMismatch("The property that is set is not the property of the path."),
    ErrorEventNotFound("The event that the watermark names is no longer there. Subscribe again."),
    ErrorExceededConnectionCount(
            "You have exceeded the available concurrent connections for your account. Try again once"
                    + " your other requests have completed."),
    ErrorExceededSubscriptionCount("You have exceeded the available subscriptions for your account. Remove unnecessary"
            + " subscriptions and try your request again."),
    ErrorExpiredSubscription("Subscription information is not available. Subscription is expired."),
    ErrorInvalidPullSubscriptionId("SubscriptionId is invalid. Subscription is not a pull subscription."),
    ErrorInvalidSubscription("The subscription is invalid: it is not a streaming subscription."),
    ErrorInvalidSubscriptionRequest("The subscription request is invalid."),
    ErrorInvalidWatermark("The watermark is invalid."),
    ErrorNewEventStreamConnectionOpened("A new event stream connection has been opened for this subscription."),
    ErrorSubscriptionAccessDenied("Access is denied. Only the subscription owner may access the subscription."),
    ErrorSubscriptionDelegateAccessNotSupported("Subscriptions are not supported for delegate user access."),
    ErrorSubscriptionNotFound("The specified subscription was not found.");

    private final String sentence;

    ResponseCode(String sentence) {
        this.sentence = sentence;
    }

    /** Whether an answer under it carries what was asked for all the same ({@code ResponseClass="Warning"}). */
    public boolean isWarning() {
        return this == ErrorNameResolutionMultipleResults;
    }

    /** The message text an answer carries unless a better one is known. */
    public String sentence() {
        return sentence;
    }
}
