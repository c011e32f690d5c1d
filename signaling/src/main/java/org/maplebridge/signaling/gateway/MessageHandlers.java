package org.maplebridge.signaling.gateway;

import java.util.function.Consumer;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.room.LiveSitting;
import org.maplebridge.signaling.room.Seat;

/** Finds the handler of a message; the compiler sees to it that each has one. */
final class MessageHandlers {
  private final KnockHandler knock = new KnockHandler();
  private final AdmitHandler admit = new AdmitHandler();
  private final RefuseHandler refuse = new RefuseHandler();
  private final PublishHandler publish = new PublishHandler();
  private final ReceiveHandler receive = new ReceiveHandler();
  private final RestartReceivingHandler restartReceiving = new RestartReceivingHandler();
  private final ReceiveAnswerHandler receiveAnswer = new ReceiveAnswerHandler();
  private final WishHandler wish = new WishHandler();
  private final SetSourceHandler setSource = new SetSourceHandler();
  private final DeviceStateHandler deviceState = new DeviceStateHandler();
  private final MuteParticipantHandler muteParticipant = new MuteParticipantHandler();
  private final ChatHandler chat = new ChatHandler();
  private final AddCompanionHandler addCompanion = new AddCompanionHandler();
  private final ConfirmCompanionHandler confirmCompanion = new ConfirmCompanionHandler();
  private final RemoveCompanionHandler removeCompanion = new RemoveCompanionHandler();
  private final AskForHelpHandler askForHelp = new AskForHelpHandler();
  private final RaiseAlarmHandler raiseAlarm = new RaiseAlarmHandler();
  private final AskConsentHandler askConsent = new AskConsentHandler();
  private final GiveConsentHandler giveConsent = new GiveConsentHandler();
  private final StartRecordingHandler startRecording = new StartRecordingHandler();
  private final StopRecordingHandler stopRecording = new StopRecordingHandler();
  private final RemoveParticipantHandler removeParticipant = new RemoveParticipantHandler();
  private final ProceedHandler proceed = new ProceedHandler();
  private final LeaveHandler leave = new LeaveHandler();
  private final EndMediationHandler endMediation = new EndMediationHandler();
  private final CloseSittingHandler closeSitting = new CloseSittingHandler();

  /** What the room is to do for a message that is neither hello nor ping. */
  Consumer<LiveSitting> work(Seat seat, ClientMessage message) {
    return switch (message) {
      case ClientMessage.Knock m -> bind(knock, seat, m);
      case ClientMessage.Admit m -> bind(admit, seat, m);
      case ClientMessage.Refuse m -> bind(refuse, seat, m);
      case ClientMessage.Publish m -> bind(publish, seat, m);
      case ClientMessage.Receive m -> bind(receive, seat, m);
      case ClientMessage.RestartReceiving m -> bind(restartReceiving, seat, m);
      case ClientMessage.ReceiveAnswer m -> bind(receiveAnswer, seat, m);
      case ClientMessage.Wish m -> bind(wish, seat, m);
      case ClientMessage.SetSource m -> bind(setSource, seat, m);
      case ClientMessage.DeviceState m -> bind(deviceState, seat, m);
      case ClientMessage.MuteParticipant m -> bind(muteParticipant, seat, m);
      case ClientMessage.Chat m -> bind(chat, seat, m);
      case ClientMessage.AddCompanion m -> bind(addCompanion, seat, m);
      case ClientMessage.ConfirmCompanion m -> bind(confirmCompanion, seat, m);
      case ClientMessage.RemoveCompanion m -> bind(removeCompanion, seat, m);
      case ClientMessage.AskForHelp m -> bind(askForHelp, seat, m);
      case ClientMessage.RaiseAlarm m -> bind(raiseAlarm, seat, m);
      case ClientMessage.AskConsent m -> bind(askConsent, seat, m);
      case ClientMessage.GiveConsent m -> bind(giveConsent, seat, m);
      case ClientMessage.StartRecording m -> bind(startRecording, seat, m);
      case ClientMessage.StopRecording m -> bind(stopRecording, seat, m);
      case ClientMessage.RemoveParticipant m -> bind(removeParticipant, seat, m);
      case ClientMessage.Proceed m -> bind(proceed, seat, m);
      case ClientMessage.Leave m -> bind(leave, seat, m);
      case ClientMessage.EndMediation m -> bind(endMediation, seat, m);
      case ClientMessage.CloseSitting m -> bind(closeSitting, seat, m);
      case ClientMessage.Hello m -> throw new IllegalArgumentException("hello is the socket's");
      case ClientMessage.Ping m -> throw new IllegalArgumentException("ping is the socket's");
    };
  }

  private static <M extends ClientMessage> Consumer<LiveSitting> bind(
      MessageHandler<M> handler, Seat seat, M message) {
    return room -> handler.handle(room, seat, message);
  }
}
