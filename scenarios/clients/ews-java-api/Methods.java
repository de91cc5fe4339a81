import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.PropertySet;
import microsoft.exchange.webservices.data.core.enumeration.availability.AvailabilityData;
import microsoft.exchange.webservices.data.core.enumeration.availability.FreeBusyViewType;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.core.enumeration.misc.IdFormat;
import microsoft.exchange.webservices.data.core.enumeration.misc.UserConfigurationProperties;
import microsoft.exchange.webservices.data.core.enumeration.notification.EventType;
import microsoft.exchange.webservices.data.core.enumeration.permission.folder.DelegateFolderPermissionLevel;
import microsoft.exchange.webservices.data.core.enumeration.property.*;
import microsoft.exchange.webservices.data.core.enumeration.property.time.DayOfTheWeek;
import microsoft.exchange.webservices.data.core.enumeration.property.time.DayOfTheWeekIndex;
import microsoft.exchange.webservices.data.core.enumeration.property.time.Month;
import microsoft.exchange.webservices.data.core.enumeration.search.AggregateType;
import microsoft.exchange.webservices.data.core.enumeration.search.ResolveNameSearchLocation;
import microsoft.exchange.webservices.data.core.enumeration.search.SortDirection;
import microsoft.exchange.webservices.data.core.enumeration.service.*;
import microsoft.exchange.webservices.data.core.response.ServiceResponseCollection;
import microsoft.exchange.webservices.data.core.service.folder.Folder;
import microsoft.exchange.webservices.data.core.service.item.*;
import microsoft.exchange.webservices.data.core.service.schema.AppointmentSchema;
import microsoft.exchange.webservices.data.core.service.schema.ItemSchema;
import microsoft.exchange.webservices.data.misc.AsyncCallbackImplementation;
import microsoft.exchange.webservices.data.misc.IAsyncResult;
import microsoft.exchange.webservices.data.misc.UserConfiguration;
import microsoft.exchange.webservices.data.misc.availability.AttendeeInfo;
import microsoft.exchange.webservices.data.misc.availability.AvailabilityOptions;
import microsoft.exchange.webservices.data.misc.availability.TimeWindow;
import microsoft.exchange.webservices.data.misc.id.AlternateId;
import microsoft.exchange.webservices.data.misc.id.AlternateIdBase;
import microsoft.exchange.webservices.data.notification.PullSubscription;
import microsoft.exchange.webservices.data.property.complex.*;
import microsoft.exchange.webservices.data.property.complex.recurrence.pattern.Recurrence;
import microsoft.exchange.webservices.data.property.definition.ExtendedPropertyDefinition;
import microsoft.exchange.webservices.data.search.*;
import microsoft.exchange.webservices.data.search.filter.SearchFilter;

/** The other public methods of the library's service, and of its folders and items. */
final class Methods {
    private static final FolderId INBOX = FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.Inbox);
    private static final FolderId DRAFTS = FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.Drafts);

    private interface Found {
        ServiceResponseCollection<?> on(ConversationId conversation) throws Exception;
    }

    private static void step(String name, Board.Step step) {
        Steps.BOARD.step(name, step);
    }

    private static void success(ServiceResponseCollection<?> answer) {
        Board.same(answer.getOverallResult().name(), "Success");
    }

    private static int count(WellKnownFolderName folder, String subject) throws Exception {
        return Steps.find(Steps.anna(), folder, subject).size();
    }

    private static int count(FolderId folder, String subject) throws Exception {
        return Steps.anna().findItems(folder, new SearchFilter.IsEqualTo(ItemSchema.Subject, subject), new ItemView(20)).getTotalCount();
    }

    private static Folder folder(String name) throws Exception {
        return Steps.folder(new Folder(Steps.anna()), name);
    }

    private static void items() {
        step("items: several are created", () -> {
            List<Item> two = List.of(Steps.message(Steps.anna(), "First of two"), Steps.message(Steps.anna(), "Second of two"));
            success(Steps.anna().createItems(two, DRAFTS, MessageDisposition.SaveOnly, null));
            Board.same(count(WellKnownFolderName.Drafts, "Second of two"), 1);
        });
        step("items: several are changed", () -> {
            Item one = Steps.draft("To change A");
            Item two = Steps.draft("To change B");
            one.setSubject("Changed A");
            two.setSubject("Changed B");
            success(Steps.anna().updateItems(List.of(one, two), DRAFTS, ConflictResolutionMode.AutoResolve, MessageDisposition.SaveOnly, null));
            Board.same(List.of(count(WellKnownFolderName.Drafts, "Changed A"), count(WellKnownFolderName.Drafts, "Changed B")), List.of(1, 1));
        });
        step("items: several are copied and moved", () -> {
            List<ItemId> ids = List.of(Steps.draft("Several C").getId(), Steps.draft("Several D").getId());
            success(Steps.anna().copyItems(ids, INBOX));
            success(Steps.anna().moveItems(ids, FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.DeletedItems), true));
            Board.same(List.of(count(WellKnownFolderName.Inbox, "Several C"), count(WellKnownFolderName.DeletedItems, "Several D")), List.of(1, 1));
        });
        step("items: several are loaded", () -> {
            Item one = Steps.draft("To load");
            success(Steps.anna().loadPropertiesForItems(List.of(one), Steps.ALL));
            Board.isTrue(one.getIsDraft(), "a draft");
        });
        step("item: load", () -> {
            Item one = Steps.draft("To load itself");
            one.load(Steps.ALL);
            Board.same(one.getSubject(), "To load itself");
        });
        step("item: bind with its class", () -> Board.same(Steps.anna().bindToItem(EmailMessage.class, Steps.draft("Bound").getId(), Steps.ALL).getSubject(), "Bound"));
        step("message: send a draft", () -> {
            EmailMessage made = Steps.draft("From a draft");
            made.getToRecipients().add(Steps.BERT);
            made.update(ConflictResolutionMode.AlwaysOverwrite);
            made.sendAndSaveCopy(WellKnownFolderName.SentItems);
            Board.same(Steps.find(Steps.bert(), WellKnownFolderName.Inbox, "From a draft").size(), 1);
        });
        step("message: a reply that is saved", () -> {
            var reply = Steps.send("Later").createReply(false);
            reply.setBodyPrefix(MessageBody.getMessageBodyFromText("Draft"));
            reply.save(WellKnownFolderName.Drafts);
            Board.same(count(WellKnownFolderName.Drafts, "RE: Later"), 1);
        });
        step("message: HTML body and its text", () -> {
            EmailMessage made = Steps.message(Steps.anna(), "HTML");
            made.setBody(new MessageBody(BodyType.HTML, "<b>bold</b>"));
            made.save(WellKnownFolderName.Drafts);
            PropertySet set = new PropertySet(BasePropertySet.IdOnly, ItemSchema.Body);
            set.setRequestedBodyType(BodyType.Text);
            Board.same(Item.bind(Steps.anna(), made.getId(), set).getBody().toString().trim(), "bold");
        });
        step("post item", () -> {
            PostItem made = new PostItem(Steps.anna());
            made.setSubject("Posted");
            made.setBody(new MessageBody(BodyType.Text, "Text"));
            made.save(WellKnownFolderName.Inbox);
            Board.same(PostItem.bind(Steps.anna(), made.getId(), Steps.ALL).getSubject(), "Posted");
        });
        step("post item: a reply in the folder", () -> {
            PostItem made = new PostItem(Steps.anna());
            made.setSubject("To discuss");
            made.save(WellKnownFolderName.Inbox);
            PostItem.bind(Steps.anna(), made.getId(), Steps.ALL).postReply(MessageBody.getMessageBodyFromText("Yes"));
            Board.isTrue(Steps.anna().findItems(INBOX, new SearchFilter.ContainsSubstring(ItemSchema.Subject, "To discuss"), new ItemView(10)).getTotalCount() == 2, "two");
        });
        step("attachment: an item", () -> {
            EmailMessage made = Steps.message(Steps.anna(), "With an item");
            ItemAttachment inner = made.getAttachments().addItemAttachment(EmailMessage.class);
            inner.setName("inner");
            inner.getItem().setSubject("Inner");
            inner.getItem().setBody(new MessageBody(BodyType.Text, "Inside"));
            made.save(WellKnownFolderName.Drafts);
            ItemAttachment found = (ItemAttachment) Item.bind(Steps.anna(), made.getId(), Steps.ALL).getAttachments().getPropertyAtIndex(0);
            found.load();
            Board.same(found.getItem().getSubject(), "Inner");
        });
        step("attachment: a file that a handler of the program takes", () -> {
            EmailMessage made = Steps.message(Steps.anna(), "Handled");
            made.getAttachments().addFileAttachment("a.txt", "Handled".getBytes(StandardCharsets.UTF_8));
            made.save(WellKnownFolderName.Drafts);
            ExchangeService owner = Steps.anna();
            java.io.ByteArrayOutputStream taken = new java.io.ByteArrayOutputStream();
            owner.setFileAttachmentContentHandler(id -> taken);
            Item.bind(owner, made.getId(), Steps.ALL).getAttachments().getPropertyAtIndex(0).load();
            Board.same(taken.toString(StandardCharsets.UTF_8), "Handled");
        });
        step("attachment: removed", () -> {
            EmailMessage made = Steps.message(Steps.anna(), "Attached and removed");
            made.getAttachments().addFileAttachment("a.txt", "A".getBytes(StandardCharsets.UTF_8));
            made.save(WellKnownFolderName.Drafts);
            Item found = Item.bind(Steps.anna(), made.getId(), Steps.ALL);
            found.getAttachments().removeAt(0);
            found.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(Item.bind(Steps.anna(), made.getId(), Steps.ALL).getHasAttachments(), false);
        });
        step("extended property: removed", () -> {
            ExtendedPropertyDefinition kind = new ExtendedPropertyDefinition(DefaultExtendedPropertySet.PublicStrings, "ToRemove", MapiPropertyType.String);
            EmailMessage made = Steps.message(Steps.anna(), "Property removed");
            made.setExtendedProperty(kind, "mine");
            made.save(WellKnownFolderName.Drafts);
            PropertySet set = new PropertySet(BasePropertySet.IdOnly, kind);
            Item found = Item.bind(Steps.anna(), made.getId(), set);
            found.removeExtendedProperty(kind);
            found.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(Item.bind(Steps.anna(), made.getId(), set).getExtendedProperties().getCount(), 0);
        });
        step("find: in groups", () -> {
            Grouping grouping = new Grouping(ItemSchema.Subject, SortDirection.Ascending, ItemSchema.DateTimeReceived, AggregateType.Maximum);
            Board.isTrue(!Steps.anna().findItems(DRAFTS, new ItemView(10), grouping).getItemGroups().isEmpty(), "groups");
        });
        step("find: in groups, with a filter", () -> {
            Steps.draft("Grouped");
            Grouping grouping = new Grouping(ItemSchema.Subject, SortDirection.Ascending, ItemSchema.DateTimeReceived, AggregateType.Maximum);
            Board.same(Steps.anna().findItems(DRAFTS, new SearchFilter.IsEqualTo(ItemSchema.Subject, "Grouped"), new ItemView(10), grouping).getItemGroups().size(), 1);
        });
        step("convert several ids", () -> {
            List<AlternateIdBase> ids = List.of(new AlternateId(IdFormat.EwsId, Steps.draft("Id A").getId().getUniqueId(), Steps.ME), new AlternateId(IdFormat.EwsId, Steps.draft("Id B").getId().getUniqueId(), Steps.ME));
            success(Steps.anna().convertIds(ids, IdFormat.HexEntryId));
        });
    }

    private static void folders() {
        step("folder: load", () -> {
            Folder made = folder("Loaded");
            made.load(Steps.ALL);
            Board.same(made.getTotalCount(), 0);
        });
        step("folder: an extended property", () -> {
            ExtendedPropertyDefinition kind = new ExtendedPropertyDefinition(DefaultExtendedPropertySet.PublicStrings, "OfFolder", MapiPropertyType.String);
            Folder made = folder("With a property");
            made.setExtendedProperty(kind, "mine");
            made.update();
            PropertySet set = new PropertySet(BasePropertySet.IdOnly, kind);
            Folder found = Folder.bind(Steps.anna(), made.getId(), set);
            Board.same(found.getObjectFromPropertyDefinition(kind), "mine");
            found.removeExtendedProperty(kind);
            found.update();
            try {
                throw new AssertionError("still there: " + Folder.bind(Steps.anna(), made.getId(), set).getObjectFromPropertyDefinition(kind));
            } catch (microsoft.exchange.webservices.data.core.exception.service.local.ServiceObjectPropertyException gone) {
                Board.same(gone.getPropertyDefinition(), kind);
            }
        });
        step("folder: its own search for items and folders", () -> {
            Folder made = folder("Searches itself");
            Steps.message(Steps.anna(), "Inside").save(made.getId());
            Folder inner = new Folder(Steps.anna());
            inner.setDisplayName("Inner");
            inner.save(made.getId());
            Board.same(List.of(made.findItems(new ItemView(10)).getTotalCount(), made.findFolders(new FolderView(10)).getTotalCount()), List.of(1, 1));
        });
    }

    private static void connecting() {
        step("connect: the version of the server", () -> {
            ExchangeService one = Steps.anna();
            Folder.bind(one, WellKnownFolderName.Inbox);
            Board.same(one.getServerInfo().getMajorVersion(), 15);
        });
        step("connect: headers of requests and responses", () -> {
            ExchangeService one = Steps.anna();
            one.getHttpHeaders().put("X-AnchorMailbox", Steps.ME);
            Folder.bind(one, WellKnownFolderName.Inbox);
            Board.isTrue(!one.getHttpResponseHeaders().isEmpty(), "headers");
        });
        step("connect: a culture and a time limit", () -> {
            ExchangeService one = Steps.anna();
            one.setPreferredCulture(Locale.US);
            one.setTimeout(20_000);
            Board.same(Folder.bind(one, WellKnownFolderName.Inbox).getDisplayName(), "Inbox");
        });
        step("connect: the precision of times", () -> {
            ExchangeService one = Steps.anna();
            one.setDateTimePrecision(microsoft.exchange.webservices.data.core.enumeration.misc.DateTimePrecision.Seconds);
            Board.same(Folder.bind(one, WellKnownFolderName.Inbox).getDisplayName(), "Inbox");
        });
        step("time zones: one by its id", () -> {
            var zones = Steps.anna().getServerTimeZones(List.of("Eastern Standard Time"));
            Board.same(zones.iterator().next().getId(), "Eastern Standard Time");
        });
    }

    private static void people() {
        step("contact: an address, a birthday and telephone numbers", () -> {
            Contact made = new Contact(Steps.anna());
            made.setGivenName("Ada");
            made.setBirthday(Steps.at("1980-05-17T00:00:00Z"));
            PhysicalAddressEntry address = new PhysicalAddressEntry();
            address.setCity("Berlin");
            made.getPhysicalAddresses().setPhysicalAddress(PhysicalAddressKey.Business, address);
            made.getPhoneNumbers().setPhoneNumber(PhoneNumberKey.HomePhone, "+49 30 2");
            made.save();
            Contact found = Contact.bind(Steps.anna(), made.getId(), Steps.ALL);
            Board.same(List.of(found.getPhysicalAddresses().getPhysicalAddress(PhysicalAddressKey.Business).getCity(), found.getPhoneNumbers().getPhoneNumber(PhoneNumberKey.HomePhone)), List.of("Berlin", "+49 30 2"));
            Board.same(found.getBirthday(), Steps.at("1980-05-17T00:00:00Z"));
        });
        step("contact: a picture", () -> {
            Contact made = new Contact(Steps.anna());
            made.setGivenName("Pia");
            made.save();
            Contact found = Contact.bind(Steps.anna(), made.getId(), Steps.ALL);
            found.setContactPicture("picture".getBytes(StandardCharsets.UTF_8));
            found.update(ConflictResolutionMode.AlwaysOverwrite);
            Board.same(Contact.bind(Steps.anna(), made.getId(), Steps.ALL).getHasPicture(), true);
        });
        step("resolve a name with the details", () -> {
            var found = Steps.anna().resolveName("bert", ResolveNameSearchLocation.DirectoryOnly, true);
            Board.same(found.nameResolutionCollection(0).getContact().getDisplayName(), "Bert Brandt");
        });
        step("resolve a name in the contacts", () -> {
            Contact made = new Contact(Steps.anna());
            made.setGivenName("Rosalind");
            made.setDisplayName("Rosalind Resolved");
            made.getEmailAddresses().setEmailAddress(EmailAddressKey.EmailAddress1, new EmailAddress("rosalind@fabrikam.com"));
            made.save();
            var found = Steps.anna().resolveName("Rosalind", List.of(FolderId.getFolderIdFromWellKnownFolderName(WellKnownFolderName.Contacts)), ResolveNameSearchLocation.ContactsOnly, false);
            Board.same(found.nameResolutionCollection(0).getMailbox().getAddress(), "rosalind@fabrikam.com");
        });
        step("expand a group of the contacts", () -> {
            ContactGroup made = new ContactGroup(Steps.anna());
            made.setDisplayName("Expanded");
            made.getMembers().addOneOff("Bert", Steps.BERT);
            made.save();
            Board.same(Steps.anna().expandGroup(made.getId()).getMembers().size(), 1);
        });
        step("task: a series, whose current task is deleted", () -> {
            Task made = new Task(Steps.anna());
            made.setSubject("Again and again");
            made.setRecurrence(new Recurrence.DailyPattern(Steps.at("2036-01-10T00:00:00Z"), 1));
            made.save();
            Task found = Task.bind(Steps.anna(), made.getId(), Steps.ALL);
            Board.same(found.getIsRecurring(), true);
            found.deleteCurrentOccurrence(DeleteMode.HardDelete);
        });
        step("delegates: change and remove", () -> {
            DelegateUser user = new DelegateUser("carla@contoso.com");
            user.getPermissions().setCalendarFolderPermissionLevel(DelegateFolderPermissionLevel.Editor);
            Mailbox mine = new Mailbox(Steps.BERT);
            Steps.bert().addDelegates(mine, MeetingRequestsDeliveryScope.DelegatesAndMe, user);
            user.getPermissions().setCalendarFolderPermissionLevel(DelegateFolderPermissionLevel.Reviewer);
            Steps.bert().updateDelegates(mine, MeetingRequestsDeliveryScope.DelegatesAndMe, user);
            // The library does not read the permissions back (it looks for them in the wrong element), so Carla tries
            // them.
            ExchangeService carla = Steps.service("carla@contoso.com", ExchangeVersion.Exchange2010_SP2);
            FolderId calendar = new FolderId(WellKnownFolderName.Calendar, mine);
            Board.same(Folder.bind(carla, calendar).getDisplayName(), "Calendar");
            Appointment entry = new Appointment(carla);
            entry.setSubject("Not allowed");
            entry.setStart(Steps.at("2037-04-01T09:00:00Z"));
            entry.setEnd(Steps.at("2037-04-01T10:00:00Z"));
            Steps.refused("ErrorCreateItemAccessDenied", () -> entry.save(calendar, SendInvitationsMode.SendToNone));
            Steps.bert().removeDelegates(mine, new UserId("carla@contoso.com"));
            Board.same(Steps.bert().getDelegates(mine, true).getDelegateUserResponses().size(), 0);
        });
    }

    private static Appointment entry(ExchangeService owner, String subject, String day) throws Exception {
        CalendarView view = new CalendarView(Steps.at(day + "T00:00:00Z"), Steps.at(day + "T23:00:00Z"));
        for (Appointment one : owner.findAppointments(WellKnownFolderName.Calendar, view).getItems()) {
            if (one.getSubject().equals(subject)) {
                return Appointment.bind(owner, one.getId(), Steps.ALL);
            }
        }
        throw new AssertionError("no " + subject);
    }

    private static Appointment meeting(String subject, String day) throws Exception {
        return Steps.appointment(subject, day + "T09:00:00Z", one -> one.getRequiredAttendees().add(Steps.BERT), SendInvitationsMode.SendToAllAndSaveCopy);
    }

    private static void answered(String name, String day, Steps.Change<Appointment> answer, String expected) {
        step("appointment: " + name, () -> {
            Appointment made = meeting("Entry to " + name, day);
            answer.on(entry(Steps.bert(), "Entry to " + name, day));
            Appointment found = Appointment.bind(Steps.anna(), made.getId(), Steps.ALL);
            Board.same(found.getRequiredAttendees().getPropertyAtIndex(0).getResponseType().name(), expected);
        });
    }

    private static void yearly(String name, String start, Steps.Change<Appointment> pattern, List<String> days) {
        step("recurrence: " + name, () -> {
            Steps.appointment("Series " + name, start + "T09:00:00Z", pattern);
            List<String> found = new ArrayList<>();
            CalendarView view = new CalendarView(Steps.at(start + "T00:00:00Z"), Steps.at("2038-01-01T00:00:00Z"));
            for (Appointment one : Steps.anna().findAppointments(WellKnownFolderName.Calendar, view).getItems()) {
                if (one.getSubject().equals("Series " + name)) {
                    found.add(one.getStart().toInstant().toString().substring(0, 10));
                }
            }
            Board.same(found, days);
        });
    }

    private static Recurrence two(Recurrence pattern) throws Exception {
        pattern.setNumberOfOccurrences(2);
        return pattern;
    }

    private static void calendar() {
        answered("accept", "2036-12-01", one -> one.accept(true), "Accept");
        answered("accept tentatively", "2036-12-02", one -> one.acceptTentatively(true), "Tentative");
        answered("decline", "2036-12-03", one -> one.decline(true), "Decline");
        step("meeting: an acceptance with a text", () -> {
            meeting("Accepted in words", "2036-12-04");
            var answer = entry(Steps.bert(), "Accepted in words", "2036-12-04").createAcceptMessage(false);
            answer.setBody(MessageBody.getMessageBodyFromText("With pleasure"));
            answer.sendAndSaveCopy();
            Board.same(count(WellKnownFolderName.Inbox, "Accepted: Accepted in words"), 1);
        });
        step("meeting: a cancellation with a text", () -> {
            var cancellation = meeting("Off in words", "2036-12-05").createCancelMeetingMessage();
            cancellation.setBody(MessageBody.getMessageBodyFromText("No time"));
            cancellation.sendAndSaveCopy();
            Board.same(Steps.find(Steps.bert(), WellKnownFolderName.Inbox, "Canceled: Off in words").size(), 1);
        });
        step("meeting: an update", () -> {
            Appointment made = meeting("Moved meeting", "2036-12-06");
            made.setLocation("Elsewhere");
            made.update(ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToAllAndSaveCopy);
            Board.same(entry(Steps.bert(), "Moved meeting", "2036-12-06").getLocation(), "Elsewhere");
        });
        step("meeting: deleted with cancellations", () -> {
            meeting("Deleted meeting", "2036-12-07").delete(DeleteMode.MoveToDeletedItems, SendCancellationsMode.SendToAllAndSaveCopy);
            Board.same(Steps.find(Steps.bert(), WellKnownFolderName.Inbox, "Canceled: Deleted meeting").size(), 1);
        });
        step("meeting: forward", () -> {
            meeting("Forwarded meeting", "2036-12-08").forward(MessageBody.getMessageBodyFromText("Come too"), new EmailAddress("carla@contoso.com"));
            Board.same(Steps.find(Steps.service("carla@contoso.com", ExchangeVersion.Exchange2010_SP2), WellKnownFolderName.Inbox, "FW: Forwarded meeting").size(), 1);
        });
        step("meeting: reply to the organizer", () -> {
            meeting("Answered meeting", "2036-12-09");
            entry(Steps.bert(), "Answered meeting", "2036-12-09").reply(MessageBody.getMessageBodyFromText("Which room?"), false);
            Board.same(count(WellKnownFolderName.Inbox, "RE: Answered meeting"), 1);
        });
        step("appointment: neighbours and conflicts", () -> {
            Appointment made = Steps.appointment("In the middle", "2036-12-10T09:00:00Z", one -> {});
            Steps.appointment("At once", "2036-12-10T09:30:00Z", one -> {});
            Steps.appointment("Afterwards", "2036-12-10T10:00:00Z", one -> {});
            PropertySet set = new PropertySet(BasePropertySet.IdOnly, AppointmentSchema.AdjacentMeetingCount, AppointmentSchema.ConflictingMeetingCount);
            Appointment found = Appointment.bind(Steps.anna(), made.getId(), set);
            Board.same(List.of(found.getAdjacentMeetingCount(), found.getConflictingMeetingCount()), List.of(1, 1));
        });
        step("appointment: in a time zone", () -> {
            var zone = Steps.anna().getServerTimeZones(List.of("Eastern Standard Time")).iterator().next();
            Appointment made = Steps.appointment("Zoned", "2036-12-11T15:00:00Z", one -> one.setStartTimeZone(zone));
            PropertySet set = new PropertySet(BasePropertySet.IdOnly, AppointmentSchema.StartTimeZone);
            Board.same(Appointment.bind(Steps.anna(), made.getId(), set).getStartTimeZone().getId(), "Eastern Standard Time");
        });
        yearly("yearly", "2036-05-03", one -> one.setRecurrence(two(new Recurrence.YearlyPattern(one.getStart(), Month.May, 3))), List.of("2036-05-03", "2037-05-03"));
        yearly("relative yearly", "2036-06-02", one -> one.setRecurrence(two(new Recurrence.RelativeYearlyPattern(one.getStart(), Month.June, DayOfTheWeek.Monday, DayOfTheWeekIndex.First))), List.of("2036-06-02", "2037-06-01"));
        yearly("relative monthly", "2036-11-02", one -> one.setRecurrence(two(new Recurrence.RelativeMonthlyPattern(one.getStart(), 1, DayOfTheWeek.Sunday, DayOfTheWeekIndex.First))), List.of("2036-11-02", "2036-12-07"));
        step("recurrence: a changed occurrence", () -> {
            Appointment made = Steps.appointment("To be changed once", "2037-02-02T09:00:00Z", one -> one.setRecurrence(Steps.numbered(new Recurrence.DailyPattern(one.getStart(), 1))));
            Appointment second = Appointment.bindToOccurrence(Steps.anna(), made.getId(), 2, Steps.ALL);
            second.setLocation("Elsewhere");
            second.update(ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToNone);
            Board.same(Appointment.bind(Steps.anna(), made.getId(), Steps.ALL).getModifiedOccurrences().getCount(), 1);
        });
        step("availability: merged, in intervals", () -> {
            Steps.appointment("Busy", "2037-03-02T09:00:00Z", one -> {});
            AvailabilityOptions options = new AvailabilityOptions();
            options.setMergedFreeBusyInterval(60);
            options.setRequestedFreeBusyView(FreeBusyViewType.MergedOnly);
            TimeWindow window = new TimeWindow(Steps.at("2037-03-02T00:00:00Z"), Steps.at("2037-03-03T00:00:00Z"));
            var found = Steps.bert().getUserAvailability(List.of(new AttendeeInfo(Steps.ME)), window, AvailabilityData.FreeBusy, options);
            Board.same(found.getAttendeesAvailability().getResponseAtIndex(0).getMergedFreeBusyStatus().size(), 24);
        });
    }

    private static ConversationId conversation(String subject) throws Exception {
        return Steps.send(subject).getConversationId();
    }

    private static List<HashMap<ConversationId, Date>> pair(ConversationId id) {
        HashMap<ConversationId, Date> one = new HashMap<>();
        one.put(id, new Date(System.currentTimeMillis() + 60_000));
        return List.of(one);
    }

    private static void always(String name, Found change) {
        step("conversations: " + name, () -> success(change.on(conversation(name))));
    }

    private static void conversations() {
        step("conversations: find", () -> {
            Steps.send("Conversation");
            Collection<Conversation> found = Steps.anna().findConversation(new ConversationIndexedItemView(50), INBOX);
            Board.isTrue(found.stream().anyMatch(one -> topic(one).equals("Conversation")), "the conversation");
        });
        always("always categorize", id -> Steps.anna().enableAlwaysCategorizeItemsInConversations(List.of(id), List.of("Blue"), true));
        always("always categorize, no longer", id -> {
            Steps.anna().enableAlwaysCategorizeItemsInConversations(List.of(id), List.of("Blue"), true);
            return Steps.anna().disableAlwaysCategorizeItemsInConversations(List.of(id), true);
        });
        step("conversations: always delete", () -> {
            success(Steps.anna().enableAlwaysDeleteItemsInConversations(List.of(conversation("Always deleted")), true));
            Board.same(List.of(count(WellKnownFolderName.Inbox, "Always deleted"), count(WellKnownFolderName.DeletedItems, "Always deleted")), List.of(0, 1));
        });
        always("always delete, no longer", id -> {
            Steps.anna().enableAlwaysDeleteItemsInConversations(List.of(id), true);
            return Steps.anna().disableAlwaysDeleteItemsInConversations(List.of(id), true);
        });
        step("conversations: always move", () -> {
            Folder target = folder("Always here");
            success(Steps.anna().enableAlwaysMoveItemsInConversations(List.of(conversation("Always moved")), target.getId(), true));
            Board.same(count(target.getId(), "Always moved"), 1);
        });
        always("always move, no longer", id -> {
            Steps.anna().enableAlwaysMoveItemsInConversations(List.of(id), folder("No longer here").getId(), true);
            return Steps.anna().disableAlwaysMoveItemsInConversations(List.of(id), true);
        });
        step("conversations: move the items", () -> {
            Folder target = folder("Moved conversation");
            success(Steps.anna().moveItemsInConversations(pair(conversation("Conversation moved")), INBOX, target.getId()));
            Board.same(count(target.getId(), "Conversation moved"), 1);
        });
        step("conversations: copy the items", () -> {
            Folder target = folder("Copied conversation");
            success(Steps.anna().copyItemsInConversations(pair(conversation("Conversation copied")), INBOX, target.getId()));
            Board.same(count(target.getId(), "Conversation copied"), 1);
        });
        step("conversations: delete the items", () -> {
            success(Steps.anna().deleteItemsInConversations(pair(conversation("Conversation deleted")), INBOX, DeleteMode.HardDelete));
            Board.same(count(WellKnownFolderName.Inbox, "Conversation deleted"), 0);
        });
        step("conversations: set the read state", () -> {
            success(Steps.anna().setReadStateForItemsInConversations(pair(conversation("Conversation read")), INBOX, true));
            Board.same(((EmailMessage) Steps.find(Steps.anna(), WellKnownFolderName.Inbox, "Conversation read").get(0)).getIsRead(), true);
        });
    }

    private static String topic(Conversation one) {
        try {
            return String.valueOf(one.getTopic());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void settings() {
        step("user configuration: update, load and delete", () -> {
            UserConfiguration made = new UserConfiguration(Steps.anna());
            made.getDictionary().addElement("Key", "First");
            made.save("BoardUpdated", WellKnownFolderName.Inbox);
            made.getDictionary().setElements("Key", "Second");
            made.update();
            UserConfiguration found = UserConfiguration.bind(Steps.anna(), "BoardUpdated", WellKnownFolderName.Inbox, UserConfigurationProperties.All);
            found.load(UserConfigurationProperties.All);
            Board.same(found.getDictionary().getElements("Key"), "Second");
            found.delete();
            Steps.refused("ErrorItemNotFound", () -> UserConfiguration.bind(Steps.anna(), "BoardUpdated", WellKnownFolderName.Inbox, UserConfigurationProperties.All));
        });
        step("inbox rules: change and delete", () -> {
            ExchangeService bert = Steps.bert();
            Rule rule = new Rule();
            rule.setDisplayName("To change");
            rule.setPriority(1);
            rule.setIsEnabled(true);
            rule.getConditions().getContainsSubjectStrings().add("change");
            rule.getActions().setDelete(true);
            bert.updateInboxRules(List.of(new CreateRuleOperation(rule)), true, Steps.BERT);
            Rule made = bert.getInboxRules(Steps.BERT).getRule(0);
            made.setDisplayName("Changed");
            bert.updateInboxRules(List.of(new SetRuleOperation(made)), true);
            Rule changed = bert.getInboxRules().getRule(0);
            Board.same(List.of(changed.getDisplayName(), changed.getConditions().getContainsSubjectStrings().getString(0), changed.getActions().getDelete()), List.of("Changed", "change", true));
            bert.updateInboxRules(List.of(new DeleteRuleOperation(made.getId())), true);
            Board.same(bert.getInboxRules().getCount(), 0);
        });
        step("play on phone is refused without Unified Messaging", () -> {
            Steps.refused("ErrorUserNotUnifiedMessagingEnabled", () -> Steps.anna().getUnifiedMessaging().playOnPhone(Steps.draft("Voice").getId(), "+1"));
        });
    }

    private static IAsyncResult done(IAsyncResult begun) throws Exception {
        begun.get(30, TimeUnit.SECONDS);
        return begun;
    }

    private static void notifications() {
        step("synchronise folders of the whole mailbox, from a state", () -> {
            var changes = Steps.anna().syncFolderHierarchy(PropertySet.IdOnly, null);
            folder("Synchronised later");
            Board.isTrue(Steps.anna().syncFolderHierarchy(PropertySet.IdOnly, changes.getSyncState()).getCount() > 0, "a change");
        });
        step("pull notifications of all folders", () -> {
            PullSubscription subscription = Steps.anna().subscribeToPullNotificationsOnAllFolders(10, null, EventType.Created);
            Steps.draft("Pulled from anywhere");
            Board.isTrue(!Steps.anna().getEvents(subscription.getId(), subscription.getWaterMark()).getAllEvents().isEmpty(), "an event");
            Steps.anna().unsubscribe(subscription.getId());
        });
        step("push notifications", () -> Board.isTrue(Steps.anna().subscribeToPushNotifications(List.of(INBOX), URI.create("http://127.0.0.1:9/"), 1, null, EventType.Created).getId() != null, "an id"));
        step("push notifications of all folders", () -> Board.isTrue(Steps.anna().subscribeToPushNotificationsOnAllFolders(URI.create("http://127.0.0.1:9/"), 1, null, EventType.Created).getId() != null, "an id"));
        step("streaming notifications of all folders: subscribe", () -> Board.isTrue(Steps.anna().subscribeToStreamingNotificationsOnAllFolders(EventType.Created).getId() != null, "an id"));
        step("asynchronous: pull notifications", () -> {
            ExchangeService anna = Steps.anna();
            PullSubscription subscription = anna.endSubscribeToPullNotifications(done(anna.beginSubscribeToPullNotifications(new AsyncCallbackImplementation(), null, List.of(DRAFTS), 10, null, EventType.Created)));
            Steps.draft("Pulled later");
            var events = anna.endGetEvents(done(anna.beginGetEvents(new AsyncCallbackImplementation(), null, subscription.getId(), subscription.getWaterMark())));
            Board.isTrue(!events.getAllEvents().isEmpty(), "an event");
            anna.endUnsubscribe(done(anna.beginUnsubscribe(new AsyncCallbackImplementation(), null, subscription.getId())));
        });
        step("asynchronous: pull notifications of all folders", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSubscribeToPullNotifications(done(anna.beginSubscribeToPullNotificationsOnAllFolders(new AsyncCallbackImplementation(), null, 10, null, EventType.Created))).getId() != null, "an id");
        });
        step("asynchronous: push notifications", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSubscribeToPushNotifications(done(anna.beginSubscribeToPushNotifications(new AsyncCallbackImplementation(), null, List.of(INBOX), URI.create("http://127.0.0.1:9/"), 1, null, EventType.Created))).getId() != null, "an id");
        });
        step("asynchronous: push notifications of all folders", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSubscribeToPushNotifications(done(anna.beginSubscribeToPushNotificationsOnAllFolders(new AsyncCallbackImplementation(), null, URI.create("http://127.0.0.1:9/"), 1, null, EventType.Created))).getId() != null, "an id");
        });
        step("asynchronous: streaming notifications", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSubscribeToStreamingNotifications(done(anna.beginSubscribeToStreamingNotifications(new AsyncCallbackImplementation(), null, List.of(INBOX), EventType.Created))).getId() != null, "an id");
        });
        step("asynchronous: streaming notifications of all folders", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSubscribeToStreamingNotifications(done(anna.beginSubscribeToStreamingNotificationsOnAllFolders(new AsyncCallbackImplementation(), null, EventType.Created))).getId() != null, "an id");
        });
        step("asynchronous: synchronise items", () -> {
            ExchangeService anna = Steps.anna();
            Folder made = folder("Synchronised later on");
            Steps.message(anna, "New").save(made.getId());
            Board.same(anna.endSyncFolderItems(done(anna.beginSyncFolderItems(new AsyncCallbackImplementation(), null, made.getId(), PropertySet.IdOnly, null, 100, SyncFolderItemsScope.NormalItems, null))).getCount(), 1);
        });
        step("asynchronous: synchronise folders", () -> {
            ExchangeService anna = Steps.anna();
            Board.isTrue(anna.endSyncFolderHierarchy(done(anna.beginSyncFolderHierarchy(new AsyncCallbackImplementation(), null, INBOX, PropertySet.IdOnly, null))).getCount() > 0, "folders");
        });
    }

    static void steps() {
        connecting();
        folders();
        items();
        people();
        calendar();
        conversations();
        settings();
        notifications();
    }
}
