package org.maplebridge.server.boot;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.maplebridge.server.absence.AbsenceRoutes;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.cases.CaseDesk;
import org.maplebridge.server.cases.CaseRoutes;
import org.maplebridge.server.cases.CaseStore;
import org.maplebridge.server.cases.NumberDesk;
import org.maplebridge.server.cases.RoomOccupancy;
import org.maplebridge.server.cases.SittingList;
import org.maplebridge.server.courtpoint.CourtPoint;
import org.maplebridge.server.courtpoint.CourtPointRoutes;
import org.maplebridge.server.courtpoint.FreePoints;
import org.maplebridge.server.courtpoint.HostDesk;
import org.maplebridge.server.courtpoint.PointDesk;
import org.maplebridge.server.dossier.DossierDesk;
import org.maplebridge.server.dossier.DossierRoutes;
import org.maplebridge.server.dossier.PlaybackDesk;
import org.maplebridge.server.dossier.PlaybackRoutes;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.identity.StaffDirectory;
import org.maplebridge.server.invitation.DeviceCheckDesk;
import org.maplebridge.server.invitation.DeviceDesk;
import org.maplebridge.server.invitation.InvitationDesk;
import org.maplebridge.server.invitation.JoinDesk;
import org.maplebridge.server.invitation.JoinRoutes;
import org.maplebridge.server.invitation.OtherRoles;
import org.maplebridge.server.invitation.Reminders;
import org.maplebridge.server.invitation.SittingDesk;
import org.maplebridge.server.invitation.SittingRoutes;
import org.maplebridge.server.minutes.MinutesSentences;
import org.maplebridge.server.reconciliation.ReconciliationRoutes;
import org.maplebridge.signaling.gateway.SignalingService;
import org.maplebridge.signaling.schedule.Schedule;

/** The case side: cases and numbers, sittings and invitations, dossiers. */
record CaseSide(
    CaseDesk cases,
    NumberDesk numbers,
    SittingDesk sittings,
    InvitationDesk invitations,
    JoinDesk joins,
    DossierDesk dossiers,
    DeviceDesk devices,
    PlaybackDesk playback,
    Reminders reminders,
    PointDesk points,
    HostDesk hosts) {
  private static final String DEMO_TOWN = "510503002";

  static CaseSide build(Basics basics, Rooms rooms, StaffDirectory staff, OtherRoles otherRoles) {
    var jdbi = basics.jdbi();
    var audit = basics.audit();
    var clock = basics.clock();
    var story = rooms.story();
    var centre = basics.centre();
    var caseStore = new CaseStore(basics.ids());
    var numbers = new NumberDesk(jdbi, caseStore, rooms.sittings(), story, audit, clock);
    var list = new SittingList(jdbi, occupancy(rooms.signaling()));
    var cases =
        new CaseDesk(
            jdbi,
            caseStore,
            numbers,
            list,
            rooms.recordings(),
            story,
            basics.organisation(),
            audit,
            clock);
    var schedule = new Schedule(jdbi, rooms.sittings());
    var sittings =
        new SittingDesk(
            jdbi,
            schedule,
            rooms.sittings(),
            list,
            cases,
            caseStore,
            story,
            staff,
            basics.organisation(),
            new FreePoints(jdbi, clock),
            otherRoles,
            rooms.tickets(),
            audit,
            basics.texts(),
            centre,
            basics.ids(),
            clock);
    var invitations =
        new InvitationDesk(
            jdbi,
            sittings,
            basics.outbox(),
            story,
            audit,
            basics.texts(),
            centre,
            basics.ids(),
            clock);
    var joins =
        new JoinDesk(jdbi, rooms.sittings(), rooms.tickets(), cases, story, audit, centre, clock);
    var dossiers =
        new DossierDesk(
            rooms.recordings(), rooms.recorder(), rooms.sittings(), audit, basics.texts(), clock);
    var playback =
        new PlaybackDesk(
            jdbi,
            rooms.recordings(),
            rooms.recorder(),
            rooms.caseRecorder(),
            rooms.sittings(),
            new MinutesSentences(jdbi, Json.mapper()),
            story,
            audit,
            basics.secrets().bytes("playback.key"),
            clock);
    var devices = new DeviceDesk(jdbi, sittings, rooms.tickets(), audit, clock);
    var reminders = new Reminders(jdbi, basics.outbox(), audit, basics.texts(), centre, clock);
    return new CaseSide(
        cases,
        numbers,
        sittings,
        invitations,
        joins,
        dossiers,
        devices,
        playback,
        reminders,
        new PointDesk(jdbi, schedule, audit, basics.ids(), clock),
        new HostDesk(jdbi, list, audit, clock));
  }

  /** Gives the demonstration's host the points of one town. */
  void ensureDemoHost(Staff admin, Staff host) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    for (CourtPoint point : points.calendar(admin, now, now).points()) {
      if (point.townCode().equals(DEMO_TOWN) && point.host().isEmpty()) {
        points.change(
            admin,
            point.id(),
            new PointDesk.Entry(
                point.address(),
                Optional.of(host.id()),
                point.changeOverMinutes(),
                point.position()));
      }
    }
  }

  void declare(Api api, Basics basics, Rooms rooms) {
    new CaseRoutes(cases, numbers).declare(api);
    new SittingRoutes(sittings, invitations, devices, basics.clock()).declare(api);
    new AbsenceRoutes(sittings, rooms.absences()).declare(api);
    new JoinRoutes(
            joins, new DeviceCheckDesk(basics.jdbi(), joins, basics.audit(), basics.clock()), hosts)
        .declare(api);
    new CourtPointRoutes(points, hosts, basics.clock()).declare(api);
    new DossierRoutes(dossiers).declare(api);
    new PlaybackRoutes(playback).declare(api);
    new ReconciliationRoutes(rooms.reconciliation()).declare(api);
  }

  private static RoomOccupancy occupancy(SignalingService signaling) {
    return sittingId -> {
      var status = signaling.liveStatus(sittingId);
      return new RoomOccupancy.Count(status.waiting(), status.inRoom());
    };
  }
}
