package grammar

// The features of moves and relations after Zhang and Nivre (2011, "Transition-
// based dependency parsing with rich non-local features"): words and tags on the
// stack and to come, their dependents, how many these are and what relations they
// have, and distances. Each line numbers its templates; numbers are never reused,
// as a model's keys are made of them.

// distance puts the number of words between two into classes.
func distance(a, b int) uint32 {
	if a < 0 || b < 0 {
		return 1
	}
	switch d := max(a-b, b-a); {
	case d < 5:
		return uint32(d) + 20
	case d < 8:
		return 30
	case d < 14:
		return 31
	}
	return 32
}

// moveFeatures appends the features by which the next move is chosen.
func (st *state) moveFeatures(f []uint32) []uint32 {
	i0, i1, i2, b := st.top(0), st.top(1), st.top(2), st.next
	b0, b1, bn := st.of(i0), st.of(i1), st.of(b)
	S0, S1, S2 := st.node(i0), st.node(i1), st.node(i2)
	N0, N1, N2, P := st.node(b), st.node(b+1), st.node(b+2), st.node(b-1)
	S0l, S0r, S0l2, S0r2 := st.node(b0.left), st.node(b0.right), st.node(b0.left2), st.node(b0.right2)
	S1l, S1r := st.node(b1.left), st.node(b1.right)
	N0l, N0l2 := st.node(bn.left), st.node(bn.left2)
	d0, d1 := distance(i0, b), distance(i1, i0)
	f = append(f,
		mix0(100), mix1(101, S0.word), mix1(102, S0.tag), mix2(103, S0.word, S0.tag), mix1(104, N0.word), mix1(105, N0.tag),
		mix2(106, N0.word, N0.tag), mix1(107, N1.word), mix1(108, N1.tag), mix1(109, N2.word), mix1(110, N2.tag),
		mix1(111, S1.word), mix1(112, S1.tag), mix1(113, S2.tag), mix2(114, S1.word, S1.tag),
		mix4(115, S0.word, S0.tag, N0.word, N0.tag), mix3(116, S0.word, S0.tag, N0.word), mix3(117, S0.word, N0.word, N0.tag),
		mix3(118, S0.word, S0.tag, N0.tag), mix3(119, S0.tag, N0.word, N0.tag), mix2(120, S0.word, N0.word),
		mix2(121, S0.tag, N0.tag), mix2(122, N0.tag, N1.tag), mix2(123, S0.tag, S1.tag), mix2(124, S0.word, S1.word),
		mix2(125, S0.word, S1.tag), mix2(126, S0.tag, S1.word), mix2(127, S1.tag, N0.tag), mix2(128, S1.word, N0.word),
		mix2(129, N0.word, N1.word), mix3(130, S0.word, N0.tag, N1.tag),
	)
	f = append(f,
		mix3(131, N0.tag, N1.tag, N2.tag), mix3(132, S0.tag, N0.tag, N1.tag), mix3(133, S0.tag, S1.tag, N0.tag),
		mix3(134, S0.tag, S1.tag, S2.tag), mix3(135, S0.tag, S0l.tag, N0.tag), mix3(136, S0.tag, S0r.tag, N0.tag),
		mix3(137, S0.tag, N0.tag, N0l.tag), mix3(138, S1.tag, S1r.tag, S0.tag), mix3(139, S0.tag, S0r.tag, S1.tag),
		mix3(140, S1.tag, S0.tag, S0l.tag), mix3(141, S1.tag, S1r.tag, N0.tag), mix4(142, S0.tag, S1.tag, N0.tag, N1.tag),
		mix3(143, S1.word, S0.tag, N0.tag), mix3(144, S1.tag, S0.word, N0.tag), mix3(145, S1.tag, S0.tag, N0.word),
		mix4(146, S0.tag, N0.tag, N1.tag, N2.tag), mix3(147, S1.tag, S1l.tag, S0.tag), mix3(148, S0.tag, S0l.tag, S0l2.tag),
		mix3(149, S0.tag, S0r.tag, S0r2.tag), mix3(150, N0.tag, N0l.tag, N0l2.tag),
	)
	f = append(f,
		mix2(151, S0.word, d0), mix2(152, S0.tag, d0), mix2(153, N0.word, d0), mix2(154, N0.tag, d0),
		mix3(155, S0.word, N0.word, d0), mix3(156, S0.tag, N0.tag, d0), mix3(157, S1.tag, S0.tag, d1),
		mix3(158, S1.word, S0.tag, d1), mix4(159, S1.tag, S0.tag, N0.tag, d1),
		mix2(160, S0.word, b0.rights), mix2(161, S0.tag, b0.rights), mix2(162, S0.word, b0.lefts), mix2(163, S0.tag, b0.lefts),
		mix2(164, N0.word, bn.lefts), mix2(165, N0.tag, bn.lefts), mix2(166, S1.tag, b1.rights), mix2(167, S1.word, b1.rights),
		mix1(168, S0l.word), mix1(169, S0r.word), mix1(170, N0l.word), mix1(171, S1r.word),
		mix3(172, S0.tag, b0.leftSet, N0.tag), mix3(173, S0.tag, b0.rightSet, N0.tag), mix3(174, S1.tag, b1.rightSet, S0.tag),
		mix3(175, N0.tag, bn.leftSet, S0.tag), mix2(176, S1.word, b1.rightSet), mix2(177, S0.word, b0.rightSet),
		mix2(178, S0.word, b0.leftSet), mix2(179, N0.tag, bn.leftSet), mix4(180, S1.tag, b1.leftSet, S0.tag, N0.tag),
		mix4(181, S1.tag, b1.rightSet, S0.tag, b0.leftSet),
	)
	return append(f,
		mix2(182, S1.word, S0l.word), mix2(183, S1.tag, S0l.word), mix3(184, S2.tag, S1.tag, S0l.word), mix2(185, S2.word, S0l.word),
		mix3(186, S1.word, S0l.word, S0.word), mix4(187, S1.word, b1.rightSet, S0.tag, S0l.word),
		mix2(188, S0.suffix, N0.suffix), mix2(189, S1.suffix, S0.suffix), mix3(190, S0.suffix, S0.tag, N0.tag),
		mix3(191, S1.suffix, S1.tag, S0.tag), mix3(192, P.tag, N0.tag, S0.tag), mix3(193, P.word, S0.tag, N0.tag),
		mix2(194, S0.word, N1.tag), mix3(195, S0.tag, N0.tag, N1.word), mix4(196, S1.tag, S0.tag, N0.tag, N0l.tag),
		mix4(197, S1.tag, S0.tag, S0r.tag, N0.tag), mix4(198, S1.tag, S1r.tag, S0.tag, S0l.tag),
		mix4(199, S1.tag, st.rel(b1.right), S0.tag, N0.tag), mix4(200, S2.tag, S1.tag, S0.tag, N0.tag),
		mix3(201, S1.word, S0.word, N0.tag), mix5(202, S1.tag, S0.tag, N0.tag, N1.tag, N2.tag),
		mix2(203, S0.class, N0.class), mix2(204, S1.class, S0.class), mix2(205, S0.class, N0.tag), mix2(206, S0.tag, N0.class),
		mix3(207, S1.class, S0.tag, N0.tag), mix3(208, S1.tag, S0l.word, S0.class), mix3(209, S1.class, S0l.word, S0.class),
		mix3(210, S2.class, S1.class, S0l.word),
		mix2(211, S0.lemma, N0.lemma), mix2(212, S1.lemma, S0.lemma), mix2(213, S0.lemma, N0.tag), mix2(214, S0.tag, N0.lemma),
		mix3(215, S1.lemma, S0.tag, N0.tag), mix3(216, S1.lemma, S0l.word, S0.tag), mix3(217, S1.lemma, b1.rightSet, S0.tag),
		mix3(218, S0.lemma, b0.rightSet, N0.tag), mix3(219, S1.lemma, S0l.word, S0.lemma), mix2(220, S2.lemma, S0l.word),
	)
}

// relationFeatures appends the features by which the relation of an arc is
// chosen, when it is made.
func (st *state) relationFeatures(f []uint32, head, dependent int) []uint32 {
	H, D := st.node(head), st.node(dependent)
	bh, bd := st.of(head), st.of(dependent)
	side, set, sibling := uint32(40), bh.rightSet, st.node(bh.right)
	if dependent < head {
		side, set, sibling = 41, bh.leftSet, st.node(bh.left)
	}
	far := distance(head, dependent)
	Dl, Dr, first := st.node(bd.left), st.node(bd.right), st.rel(bd.left)
	before, after, behind := st.node(dependent-1), st.node(dependent+1), st.node(head+1)
	f = append(f,
		mix1(300, side), mix3(301, H.tag, D.tag, side), mix3(302, H.word, D.word, side), mix3(303, H.word, D.tag, side),
		mix3(304, H.tag, D.word, side), mix2(305, D.word, side), mix2(306, D.tag, side), mix2(307, H.tag, side),
		mix2(308, H.word, side), mix4(309, H.tag, D.tag, far, side),
		mix3(310, D.tag, Dl.word, side), mix3(311, D.tag, Dl.tag, H.tag), mix4(312, D.tag, first, H.tag, side),
		mix4(313, D.tag, bd.leftSet, H.tag, side), mix3(314, bd.leftSet, D.tag, side), mix4(315, set, H.tag, D.tag, side),
		mix3(316, set, H.tag, side), mix4(317, bh.leftSet, H.tag, D.tag, side), mix4(318, sibling.tag, H.tag, D.tag, side),
		mix4(319, sibling.word, H.tag, D.tag, side),
	)
	return append(f,
		mix4(320, before.tag, D.tag, H.tag, side), mix4(321, after.tag, D.tag, H.tag, side), mix3(322, before.word, D.tag, side),
		mix3(323, after.word, D.tag, side), mix3(324, H.word, Dl.word, D.tag), mix3(325, H.tag, Dl.word, D.word),
		mix3(326, D.word, first, side), mix4(327, D.tag, Dr.tag, side, H.tag), mix3(328, H.suffix, D.tag, side),
		mix3(329, H.tag, D.suffix, side), mix4(330, behind.tag, H.tag, D.tag, side), mix3(331, set, H.word, D.tag),
		mix4(332, D.tag, bd.rightSet, H.tag, side), mix4(333, H.word, far, side, D.tag), mix3(334, before.word, D.word, side),
		mix4(335, Dl.word, far, H.tag, D.tag), mix3(336, bd.leftSet, D.suffix, H.tag), mix3(337, H.word, bd.leftSet, D.tag),
		mix3(338, H.word, bh.leftSet, D.tag), mix3(339, Dl.word, bd.rightSet, H.tag),
		mix3(340, H.class, D.class, side), mix3(341, H.tag, D.class, side), mix3(342, H.class, D.tag, side),
		mix3(343, H.tag, Dl.word, D.class), mix3(344, H.word, Dl.word, D.class),
		mix3(345, H.lemma, D.lemma, side), mix3(346, H.lemma, D.tag, side), mix3(347, H.tag, D.lemma, side),
		mix3(348, H.lemma, Dl.word, D.tag), mix3(349, H.lemma, set, D.tag), mix3(350, D.lemma, Dl.word, H.tag),
	)
}
