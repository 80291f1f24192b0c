# Sends one UDP packet from port 0 of this machine, which no ordinary socket can: perl udpFromPortZero.pl ADDRESS PORT
use strict;
use warnings;
use Socket;

my ($address, $port) = @ARGV;
socket(my $raw, AF_INET, SOCK_RAW, getprotobyname('udp') // 17) or die "no raw socket: $!";
my $payload = 'from port 0';
my $packet = pack('n4 a*', 0, $port, 8 + length $payload, 0, $payload);
send($raw, $packet, 0, sockaddr_in($port, inet_aton($address))) or die "not sent: $!";
