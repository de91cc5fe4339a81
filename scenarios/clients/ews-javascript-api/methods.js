// The other methods in the lists of ews-javascript-api's documentation, and the properties that its notes on versions show.
const ews = require('ews-javascript-api');
const { step, same, isTrue, errorOf, refused } = require('./board.js');
const { service, anna, bert, ME, BERT, all, folder, inbox, drafts, message, draft, bind, find, send, subfolder, when, appointment, seen, code } = require('./lab.js');

const { WellKnownFolderName, PropertySet, BasePropertySet, ItemView, MessageBody, BodyType, DeleteMode, EventType } = ews;
const { ExchangeVersion, ConflictResolutionMode, SendInvitationsMode, Recurrence, DayOfTheWeek } = ews;
const carla = service('carla'); // she has the role to search mailboxes, and an archive
const deleted = folder(WellKnownFolderName.DeletedItems);
const success = (answer) => same(answer.OverallResult, ews.ServiceResult.Success);
const refusedWith = (expected, run) => async () => refused(run, expected, code);

const autodiscover = () => {
  const made = new ews.AutodiscoverService(new ews.Uri(`${process.env.LAB_EXCHANGE}/autodiscover/autodiscover.svc`), ExchangeVersion.Exchange2010);
  made.Credentials = new ews.WebCredentials(ME, process.env.LAB_PASSWORD);
  return made;
};
step('autodiscover: the settings of two users, with all the settings of the first page', async () => {
  const names = 'InternalEwsUrl ExternalEwsUrl UserDisplayName UserDN EwsPartnerUrl DocumentSharingLocations MailboxDN ActiveDirectoryServer CasVersion ExternalWebClientUrls ExternalImap4Connections AlternateMailboxes';
  const answer = await autodiscover().GetUserSettings([ME, BERT], names.split(' ').map((name) => ews.UserSettingName[name]));
  same(answer.Responses.map((one) => one.GetSettingValue(ews.UserSettingName.UserDisplayName)), ['Anna Adler', 'Bert Brandt']);
});
step('autodiscover: the settings of a domain', async () => {
  const answer = await autodiscover().GetDomainSettings('contoso.com', ExchangeVersion.Exchange2010, ews.DomainSettingName.ExternalEwsUrl);
  isTrue(answer.Settings.get(ews.DomainSettingName.ExternalEwsUrl).includes('/EWS/Exchange.asmx'), 'the address');
});
step('connect: headers of requests and responses', async () => {
  const one = service('anna');
  one.HttpHeaders.Add('X-AnchorMailbox', ME);
  let captured;
  one.OnResponseHeadersCaptured = (headers) => (captured = headers);
  await ews.Folder.Bind(one, WellKnownFolderName.Inbox);
  isTrue(captured && one.HttpResponseHeaders.Count > 0, 'headers');
});
step('connect: the version of the server', async () => {
  const one = service('anna');
  await ews.Folder.Bind(one, WellKnownFolderName.Inbox);
  same(one.ServerInfo.MajorVersion, 15);
});
step('connect: NTLM', async () => {
  const one = service('anna');
  one.XHRApi = new ews.XhrApi({ gzip: true }).useNtlmAuthentication('CONTOSO\\anna', process.env.LAB_PASSWORD);
  same((await ews.Folder.Bind(one, WellKnownFolderName.Inbox)).DisplayName, 'Inbox');
});
step('connect: a bearer token that nobody issued is refused', async () => {
  const one = service('anna');
  one.Credentials = new ews.OAuthCredentials('e30.e30.AAAA');
  const error = await errorOf(() => ews.Folder.Bind(one, WellKnownFolderName.Inbox));
  isTrue(/invalid_token/.test(error.message), error.message);
});

const property = () => new ews.ExtendedPropertyDefinition(ews.DefaultExtendedPropertySet.PublicStrings, 'BoardProperty', ews.MapiPropertyType.String);
for (const [name, make, Type] of [
  ['folder', () => subfolder('With a property'), ews.Folder],
  ['item', () => draft('With a property'), ews.Item],
]) {
  step(`extended property: set and removed at a ${name}`, async () => {
    const set = new PropertySet(BasePropertySet.IdOnly, property());
    const update = (one) => (Type === ews.Folder ? one.Update() : one.Update(ConflictResolutionMode.AlwaysOverwrite));
    const made = await make();
    made.SetExtendedProperty(property(), 'mine');
    await update(made);
    const found = await Type.Bind(anna, made.Id, set);
    same(found.ExtendedProperties.Items.map((one) => one.Value), ['mine']);
    found.RemoveExtendedProperty(property());
    await update(found);
    same((await Type.Bind(anna, made.Id, set)).ExtendedProperties.Items.length, 0);
  });
}
step('folder: mark all items as unread', async () => {
  const made = await subfolder('All unread');
  const item = message('Read');
  item.IsRead = true;
  await item.Save(made.Id);
  await made.MarkAllItemsAsUnread(true);
  same((await ews.Folder.Bind(anna, made.Id)).UnreadCount, 1);
});
step('folder: its own search for items and folders', async () => {
  const made = await subfolder('Searches itself');
  await message('Inside').Save(made.Id);
  const inner = new ews.Folder(anna);
  inner.DisplayName = 'Inner';
  await inner.Save(made.Id);
  same((await made.FindItems(new ItemView(10))).Items.map((one) => one.Subject), ['Inside']);
  same((await made.FindFolders(new ews.FolderView(10))).Folders.map((one) => one.DisplayName), ['Inner']);
});
step('folder: load', async () => {
  const made = await subfolder('Loaded');
  await made.Load(all);
  same([made.FolderClass, made.TotalCount], [null, 0]);
});
step('item: load', async () => {
  const made = await draft('Loaded');
  await made.Load(all);
  same([made.Subject, made.IsDraft], ['Loaded', true]);
});
step('items: several are archived', async () => {
  const made = message('Archived', carla);
  await made.Save(WellKnownFolderName.Inbox);
  success(await carla.ArchiveItems([made.Id], inbox));
  same((await find('Archived', folder(WellKnownFolderName.ArchiveInbox), carla)).length, 1);
});
step('items: several are read with the mailbox named', async () => {
  const answer = await anna.BindToGroupItems([(await draft('Anchored')).Id], all, ME);
  same(answer.Responses.map((one) => one.Item.Subject), ['Anchored']);
});
step('attachments: several are read', async () => {
  const files = [];
  for (const name of ['a', 'b']) {
    const made = message(`With ${name}`);
    made.Attachments.AddFileAttachment(name, Buffer.from(name).toString('base64'));
    await made.Save(drafts);
    files.push((await bind(made)).Attachments.Items[0]);
  }
  success(await anna.GetAttachments(files, BodyType.Text, null));
  same(files.map((one) => Buffer.from(one.Base64Content, 'base64').toString()), ['a', 'b']);
});
step('convert several ids', async () => {
  const ids = [(await draft('First id')).Id, (await draft('Second id')).Id].map((id) => new ews.AlternateId(ews.IdFormat.EwsId, id.UniqueId, ME));
  const hex = (await anna.ConvertIds(ids, ews.IdFormat.HexEntryId)).Responses.map((one) => one.ConvertedId);
  const back = await anna.ConvertIds(hex, ews.IdFormat.EwsId);
  same(back.Responses.map((one) => one.ConvertedId.UniqueId), ids.map((one) => one.UniqueId));
});

step('contact: a picture', async () => {
  const made = new ews.Contact(anna);
  made.GivenName = 'Pia';
  await made.Save(WellKnownFolderName.Contacts);
  const found = await ews.Contact.Bind(anna, made.Id, all);
  found.SetContactPicture(Buffer.from('picture').toString('base64'), 'ContactPicture.jpg');
  await found.Update(ConflictResolutionMode.AlwaysOverwrite);
  const pictured = await ews.Contact.Bind(anna, made.Id, all);
  same([pictured.HasPicture, Boolean(pictured.GetContactPictureAttachment())], [true, true]);
});
step('contact: an address, a birthday and telephone numbers', async () => {
  const made = new ews.Contact(anna);
  made.GivenName = 'Ada';
  made.Birthday = when('1980-05-17T00:00:00Z');
  const address = new ews.PhysicalAddressEntry();
  address.City = 'Berlin';
  made.PhysicalAddresses._setItem(ews.PhysicalAddressKey.Business, address);
  made.PhoneNumbers._setItem(ews.PhoneNumberKey.HomePhone, '+49 30 2');
  await made.Save(WellKnownFolderName.Contacts);
  const found = await ews.Contact.Bind(anna, made.Id, all);
  same([found.PhysicalAddresses._getItem(ews.PhysicalAddressKey.Business).City, found.PhoneNumbers._getItem(ews.PhoneNumberKey.HomePhone)], ['Berlin', '+49 30 2']);
  same(found.Birthday.ToISOString().slice(0, 10), '1980-05-17');
});
step('resolve a name in the contacts', async () => {
  const made = new ews.Contact(anna);
  made.GivenName = 'Rosalind';
  made.DisplayName = 'Rosalind Resolved';
  made.EmailAddresses._setItem(ews.EmailAddressKey.EmailAddress1, new ews.EmailAddress('rosalind@fabrikam.com'));
  await made.Save(WellKnownFolderName.Contacts);
  const found = await anna.ResolveName('Rosalind', [folder(WellKnownFolderName.Contacts)], ews.ResolveNameSearchLocation.ContactsOnly, true);
  same(found._getItem(0).Mailbox.Address, 'rosalind@fabrikam.com');
});
step('expand a group of the contacts', async () => {
  const made = new ews.ContactGroup(anna);
  made.DisplayName = 'Expanded';
  made.Members.AddOneOff('Bert', BERT);
  await made.Save(WellKnownFolderName.Contacts);
  same((await anna.ExpandGroup(made.Id)).Members.map((one) => one.Address), [BERT]);
});
step('task: a series, whose current task is deleted', async () => {
  const made = new ews.Task(anna);
  made.Subject = 'Again and again';
  made.Recurrence = new Recurrence.DailyPattern(when('2036-01-10T00:00:00Z'), 1);
  await made.Save(WellKnownFolderName.Tasks);
  const found = await ews.Task.Bind(anna, made.Id, all);
  same(found.IsRecurring, true);
  await found.DeleteCurrentOccurrence(DeleteMode.HardDelete);
});

const meeting = (subject, start) => appointment(subject, start, 1, (one) => one.RequiredAttendees.Add(BERT), SendInvitationsMode.SendToAllAndSaveCopy);
const invited = async (subject, start) => (await seen(start, start.replace('T09', 'T11'), bert)).find((one) => one.Subject === subject);
for (const [name, act, expected] of [
  ['accept', (one) => one.Accept(true), 'Accept'],
  ['accept tentatively', (one) => one.AcceptTentatively(true), 'Tentative'],
  ['decline', (one) => one.Decline(true), 'Decline'],
]) {
  step(`appointment: ${name}`, async () => {
    const made = await meeting(`Entry to ${name}`, '2036-12-02T09:00:00Z');
    const answer = await act(await ews.Appointment.Bind(bert, (await invited(`Entry to ${name}`, '2036-12-02T09:00:00Z')).Id, all));
    isTrue(answer.Appointment, 'the appointment');
    same((await ews.Appointment.Bind(anna, made.Id, all)).RequiredAttendees._getItem(0).ResponseType, ews.MeetingResponseType[expected]);
  });
}
step('meeting: an acceptance with a text', async () => {
  await meeting('Accepted in words', '2036-12-03T09:00:00Z');
  const [found] = await find('Accepted in words', inbox, bert);
  const answer = (await ews.MeetingRequest.Bind(bert, found.Id, all)).CreateAcceptMessage(false);
  answer.Body = new MessageBody(BodyType.Text, 'With pleasure');
  await answer.SendAndSaveCopy();
  same((await find('Accepted: Accepted in words')).length, 1);
});
step('meeting: a cancellation with a text', async () => {
  const made = await meeting('Off in words', '2036-12-04T09:00:00Z');
  const cancellation = (await ews.Appointment.Bind(anna, made.Id, all)).CreateCancelMeetingMessage();
  cancellation.Body = new MessageBody(BodyType.Text, 'No time');
  await cancellation.SendAndSaveCopy();
  same((await find('Canceled: Off in words', inbox, bert)).length, 1);
});
step('meeting: an update', async () => {
  const made = await meeting('Moved meeting', '2036-12-05T09:00:00Z');
  made.Location = 'Elsewhere';
  await made.Update(ConflictResolutionMode.AlwaysOverwrite, ews.SendInvitationsOrCancellationsMode.SendToAllAndSaveCopy);
  same((await ews.Appointment.Bind(bert, (await invited('Moved meeting', '2036-12-05T09:00:00Z')).Id, all)).Location, 'Elsewhere');
});
step('meeting: forward', async () => {
  const made = await meeting('Forwarded meeting', '2036-12-06T09:00:00Z');
  await (await ews.Appointment.Bind(anna, made.Id, all)).Forward(new MessageBody(BodyType.Text, 'Come too'), [new ews.EmailAddress('carla@contoso.com')]);
  same((await find('FW: Forwarded meeting', inbox, carla)).length, 1);
});
step('meeting: reply to the organizer', async () => {
  await meeting('Answered meeting', '2036-12-07T09:00:00Z');
  const entry = await ews.Appointment.Bind(bert, (await invited('Answered meeting', '2036-12-07T09:00:00Z')).Id, all);
  await entry.Reply(new MessageBody(BodyType.Text, 'Which room?'), false);
  same((await find('RE: Answered meeting')).length, 1);
});
step('appointment: neighbours and conflicts', async () => {
  const made = await appointment('In the middle', '2036-12-08T09:00:00Z');
  await appointment('At once', '2036-12-08T09:30:00Z', 1);
  await appointment('Afterwards', '2036-12-08T10:00:00Z', 1);
  const set = new PropertySet(BasePropertySet.IdOnly, ews.AppointmentSchema.AdjacentMeetingCount, ews.AppointmentSchema.ConflictingMeetingCount);
  const found = await ews.Appointment.Bind(anna, made.Id, set);
  same([found.AdjacentMeetingCount, found.ConflictingMeetingCount], [1, 1]);
});
for (const [name, start, pattern, days] of [
  ['yearly', '2036-05-03', (from) => new Recurrence.YearlyPattern(from, ews.Month.May, 3), ['2036-05-03', '2037-05-03']],
  ['relative yearly', '2036-06-02', (from) => new Recurrence.RelativeYearlyPattern(from, ews.Month.June, DayOfTheWeek.Monday, ews.DayOfTheWeekIndex.First), ['2036-06-02', '2037-06-01']],
]) {
  step(`recurrence: ${name}`, async () => {
    await appointment(`Series ${name}`, `${start}T09:00:00Z`, 1, (one) => {
      one.Recurrence = pattern(when(`${start}T09:00:00Z`));
      one.Recurrence.NumberOfOccurrences = 2;
    });
    const found = (await seen(`${start}T00:00:00Z`, '2038-01-01T00:00:00Z')).filter((one) => one.Subject === `Series ${name}`);
    same(found.map((one) => one.Start.ToISOString().slice(0, 10)), days);
  });
}
step('recurrence: a changed occurrence', async () => {
  const made = await appointment('To be changed once', '2037-02-02T09:00:00Z', 1, (one) => {
    one.Recurrence = new Recurrence.DailyPattern(when('2037-02-02T09:00:00Z'), 1);
    one.Recurrence.NumberOfOccurrences = 3;
  });
  const second = await ews.Appointment.BindToOccurrence(anna, made.Id, 2, all);
  second.Location = 'Elsewhere';
  await second.Update(ConflictResolutionMode.AlwaysOverwrite, ews.SendInvitationsOrCancellationsMode.SendToNone);
  const master = await ews.Appointment.Bind(anna, made.Id, all);
  same(master.ModifiedOccurrences.Count, 1);
});
step('availability: merged, in intervals', async () => {
  await appointment('Busy', '2037-03-02T09:00:00Z');
  const options = new ews.AvailabilityOptions();
  options.MergedFreeBusyInterval = 60;
  options.RequestedFreeBusyView = ews.FreeBusyViewType.MergedOnly;
  const window = new ews.TimeWindow(when('2037-03-02T00:00:00Z'), when('2037-03-03T00:00:00Z'));
  const found = await bert.GetUserAvailability([new ews.AttendeeInfo(ME)], window, ews.AvailabilityData.FreeBusy, options);
  const merged = found.AttendeesAvailability.Responses[0].MergedFreeBusyStatus;
  same([merged.length, merged.filter((one) => one === ews.LegacyFreeBusyStatus.Busy).length], [24, 1]);
});

const conversation = async (subject) => (await send(subject)).ConversationId;
const pair = (id) => [{ key: id, value: null }];
const always = (name, change) =>
  step(`conversations: ${name}`, async () => success(await change(await conversation(name))));
always('always categorize, no longer', async (id) => {
  await anna.EnableAlwaysCategorizeItemsInConversations([id], ['Blue'], true);
  return anna.DisableAlwaysCategorizeItemsInConversations([id], true);
});
step('conversations: always delete', async () => {
  success(await anna.EnableAlwaysDeleteItemsInConversations([await conversation('Always deleted')], true));
  same([(await find('Always deleted')).length, (await find('Always deleted', deleted)).length], [0, 1]);
});
always('always delete, no longer', async (id) => {
  await anna.EnableAlwaysDeleteItemsInConversations([id], true);
  return anna.DisableAlwaysDeleteItemsInConversations([id], true);
});
step('conversations: always move', async () => {
  const target = await subfolder('Always here');
  success(await anna.EnableAlwaysMoveItemsInConversations([await conversation('Always moved')], target.Id, true));
  same((await find('Always moved', target.Id)).length, 1);
});
always('always move, no longer', async (id) => {
  await anna.EnableAlwaysMoveItemsInConversations([id], (await subfolder('No longer here')).Id, true);
  return anna.DisableAlwaysMoveItemsInConversations([id], true);
});
step('conversations: move the items', async () => {
  const target = await subfolder('Moved conversation');
  success(await anna.MoveItemsInConversations(pair(await conversation('Conversation moved')), inbox, target.Id));
  same((await find('Conversation moved', target.Id)).length, 1);
});
step('conversations: copy the items', async () => {
  const target = await subfolder('Copied conversation');
  success(await anna.CopyItemsInConversations(pair(await conversation('Conversation copied')), inbox, target.Id));
  same([(await find('Conversation copied', target.Id)).length, (await find('Conversation copied')).length], [1, 1]);
});
step('conversations: delete the items', async () => {
  success(await anna.DeleteItemsInConversations(pair(await conversation('Conversation deleted')), inbox, DeleteMode.HardDelete));
  same((await find('Conversation deleted')).length, 0);
});
step('conversations: set the read state', async () => {
  success(await anna.SetReadStateForItemsInConversations(pair(await conversation('Conversation read')), inbox, true));
  same((await find('Conversation read'))[0].IsRead, true);
});
step('conversations: set the flag', async () => {
  const flag = new ews.Flag();
  flag.FlagStatus = ews.ItemFlagStatus.Flagged;
  success(await anna.SetFlagStatusForItemsInConversations(pair(await conversation('Conversation flagged')), inbox, flag));
  const [found] = await find('Conversation flagged');
  same((await bind(found, new PropertySet(BasePropertySet.IdOnly, ews.ItemSchema.Flag))).Flag.FlagStatus, ews.ItemFlagStatus.Flagged);
});
step('conversations: a retention policy', async () => {
  const tag = new ews.Guid('11111111-2222-3333-4444-555555555555');
  success(await anna.SetRetentionPolicyForItemsInConversations(pair(await conversation('Conversation kept')), inbox, ews.RetentionType.Delete, tag));
});
step('conversations: the items of several', async () => {
  const ids = [await conversation('Several one'), await conversation('Several two')];
  const answer = await anna.GetConversationItems(ids.map((id) => new ews.ConversationRequest(id, null)), all, null, ews.ConversationSortOrder.ChronologicalAscending);
  same(answer.Responses.map((one) => one.Conversation.ConversationNodes.Count), [1, 1]);
});
step('conversations: find with a query', async () => {
  await send('Conversation queried');
  const found = await anna.FindConversation(new ews.ConversationIndexedItemView(10), inbox, 'subject:"Conversation queried"');
  same(found.map((one) => one.Topic), ['Conversation queried']);
});

step('user configuration: update and load', async () => {
  const made = new ews.UserConfiguration(anna);
  made.Dictionary.Add('Key', 'First');
  await made.Save('BoardUpdated', WellKnownFolderName.Inbox);
  made.Dictionary._setItem ? made.Dictionary._setItem('Key', 'Second') : made.Dictionary.Add('Key', 'Second');
  await made.Update();
  await made.Load(ews.UserConfigurationProperties.All);
  const found = await ews.UserConfiguration.Bind(anna, 'BoardUpdated', WellKnownFolderName.Inbox, ews.UserConfigurationProperties.All);
  same(found.Dictionary._getItem('Key'), 'Second');
});
step('inbox rules: change and delete', async () => {
  const make = new ews.Rule();
  make.DisplayName = 'To change';
  make.Priority = 1;
  make.IsEnabled = true;
  make.Conditions.ContainsSubjectStrings.Add('change');
  make.Actions.Delete = true;
  await bert.UpdateInboxRules([new ews.CreateRuleOperation(make)], true, BERT);
  const rules = async () => (await bert.GetInboxRules(BERT)).GetEnumerator();
  const [made] = await rules();
  same([made.DisplayName, made.IsEnabled, made.Conditions.ContainsSubjectStrings.GetEnumerator(), made.Actions.Delete], ['To change', true, ['change'], true]);
  made.DisplayName = 'Changed';
  await bert.UpdateInboxRules([new ews.SetRuleOperation(made)], true);
  same((await rules()).map((one) => [one.DisplayName, one.Conditions.ContainsSubjectStrings.GetEnumerator(), one.Actions.Delete]), [['Changed', ['change'], true]]);
  await bert.UpdateInboxRules([new ews.DeleteRuleOperation(made.Id)], true);
  same((await rules()).length, 0);
});
step('synchronise: folders of the whole mailbox', async () => {
  const changes = await anna.SyncFolderHierarchy(PropertySet.IdOnly, null);
  isTrue(changes.Count > 5, 'folders');
  await subfolder('Synchronised later');
  same((await anna.SyncFolderHierarchy(PropertySet.IdOnly, changes.SyncState)).Count > 0, true);
});
step('pull notifications of all folders', async () => {
  const subscription = await anna.SubscribeToPullNotificationsOnAllFolders(10, null, EventType.Created);
  await draft('Pulled from anywhere');
  isTrue((await subscription.GetEvents()).AllEvents.length > 0, 'an event');
});
step('push notifications of all folders', async () => {
  isTrue((await anna.SubscribeToPushNotificationsOnAllFolders(new ews.Uri('http://127.0.0.1:9/'), 1, null, EventType.Created)).Id, 'an id');
});
step('streaming notifications of all folders', async () => {
  const subscription = await anna.SubscribeToStreamingNotificationsOnAllFolders(EventType.Created);
  const connection = new ews.StreamingSubscriptionConnection(anna, 1);
  connection.AddSubscription(subscription);
  const event = new Promise((done) => connection.OnNotificationEvent.push((_, told) => done(told)));
  connection.OnDisconnect.push(() => {});
  connection.Open();
  await new Promise((done) => setTimeout(done, 500));
  await draft('Streamed from anywhere');
  isTrue((await event).Events.length > 0, 'an event');
  connection.Close();
});

step('discovery: searchable mailboxes', async () => {
  const found = await carla.GetSearchableMailboxes('anna', false);
  same(found.SearchableMailboxes.map((one) => one.SmtpAddress), [ME]);
});
const query = (words) => [new ews.MailboxQuery(words, [new ews.MailboxSearchScope(ME, ews.MailboxSearchLocation.All)])];
step('discovery: search mailboxes', async () => {
  await send('Discovered');
  const answer = await carla.SearchMailboxes(query('subject:Discovered'), ews.SearchResultType.PreviewOnly);
  same(answer.Responses[0].SearchResult.ItemCount, 1);
});
step('discovery: search mailboxes in pages', async () => {
  for (const number of [1, 2]) await send(`Pageable ${number}`);
  const answer = await carla.SearchMailboxes(query('subject:Pageable'), ews.SearchResultType.PreviewOnly, 'item:Subject', ews.SortDirection.Ascending, 1, ews.SearchPageDirection.Next, null);
  same(answer.Responses[0].SearchResult.PageItemCount, 1);
});
step('discovery: hold mailboxes', async () => {
  await carla.SetHoldOnMailboxes('board', ews.HoldAction.Create, 'budget', ['carla@contoso.com']);
  same((await carla.GetHoldOnMailboxes('board')).HoldResult.Query, 'budget');
});
step('discovery: the configuration of searches', async () => isTrue(Array.isArray((await carla.GetDiscoverySearchConfiguration(null, false, false)).DiscoverySearchConfigurations), 'a list'));
const unindexed = async () => (await carla.GetNonIndexableItemStatistics(['carla@contoso.com'])).NonIndexableStatistics[0].ItemCount;
const attached = async (subject) => {
  const made = message(subject, carla); // the words of its attachment are not indexed
  made.Attachments.AddFileAttachment('plan.txt', Buffer.from('plan').toString('base64'));
  await made.Save(drafts);
  return made.Id.UniqueId;
};
step('discovery: the number of items that are not indexed', async () => {
  const before = await unindexed();
  await attached('Counted');
  same(await unindexed(), before + 1);
});
step('discovery: the items that are not indexed', async () => {
  const id = await attached('Listed');
  const found = (await carla.GetNonIndexableItemDetails(['carla@contoso.com'])).NonIndexableItemsResult.Items;
  isTrue(found.some((one) => one.ItemId.UniqueId === id), 'the item');
});

step('apps: their manifests', async () => same((await anna.GetAppManifests()).length, 0));
step('apps: the address of the market is refused', refusedWith('ErrorInvalidOperation', () => anna.GetAppMarketplaceUrl()));
step('apps: to install one is refused', refusedWith('ErrorInvalidOperation', () => anna.InstallApp(Buffer.from('<app/>').toString('base64'))));
step('apps: to remove an unknown one is refused', refusedWith('ErrorExtensionNotFound', () => anna.UninstallApp('a')));
step('apps: to disable an unknown one is refused', refusedWith('ErrorExtensionNotFound', () => anna.DisableApp('a', ews.DisableReasonType.NoReason)));
step('apps: a token for one is refused', async () => {
  const answer = await anna.GetClientAccessToken([{ key: 'a', value: ews.ClientAccessTokenType.CallerIdentity }]);
  same(answer.Responses.map(code), ['ErrorInvalidClientAccessTokenRequest']);
});
step('site mailboxes: to link an unknown one is refused', refusedWith('ErrorTeamMailboxNotFound', () => anna.SetTeamMailbox(new ews.EmailAddress('site@contoso.com'), new ews.Uri('https://sharepoint.contoso.com'), ews.TeamMailboxLifecycleState.Active)));
step('site mailboxes: to unpin an unknown one is refused', refusedWith('ErrorTeamMailboxNotFound', () => anna.UnpinTeamMailbox(new ews.EmailAddress('site@contoso.com'))));
